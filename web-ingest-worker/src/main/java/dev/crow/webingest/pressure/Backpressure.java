package dev.crow.webingest.pressure;

import dev.crow.contracts.Permissions;
import dev.crow.security.RequiredPermissions;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Answers 503 with {@code Retry-After} before a request's body is read, where it could not be made
 * durable or would take too much memory. Whatever takes events is meant, in any dialect.
 */
final class Backpressure implements HandlerInterceptor {

  private static final String SIZE = Backpressure.class.getName();
  private static final Duration DISK_RETRY = Duration.ofSeconds(10);
  private static final Duration BUSY_RETRY = Duration.ofSeconds(1);

  private final DiskWatermark disk;
  private final InFlight inFlight;
  private final long largest;
  private final ConcurrentMap<Method, Boolean> known = new ConcurrentHashMap<>();

  /**
   * @param disk says whether there is room
   * @param inFlight counts
   * @param largest bytes a body may have that does not say how many it has
   */
  Backpressure(DiskWatermark disk, InFlight inFlight, long largest) {
    this.disk = disk;
    this.inFlight = inFlight;
    this.largest = largest;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!takesEvents(request, handler)) {
      return true;
    }
    if (disk.isLow()) {
      throw ApiException.retryLater(
          ErrorCode.STORAGE_UNAVAILABLE,
          "The disk is nearly full. Send the same request again later.",
          DISK_RETRY,
          null);
    }
    long length = request.getContentLengthLong();
    long size = length < 0 ? largest : Math.min(length, largest);
    if (!inFlight.enter(size)) {
      throw ApiException.retryLater(
          ErrorCode.SERVICE_UNAVAILABLE,
          "Too many requests are being worked on. Send the same request again.",
          BUSY_RETRY,
          null);
    }
    request.setAttribute(SIZE, size);
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (request.getAttribute(SIZE) instanceof Long size) {
      inFlight.leave(size);
    }
  }

  private boolean takesEvents(HttpServletRequest request, Object handler) {
    return request.getMethod().equals("POST")
        && handler instanceof HandlerMethod method
        && known.computeIfAbsent(method.getMethod(), _ -> takesEvents(method));
  }

  private static boolean takesEvents(HandlerMethod method) {
    return RequiredPermissions.of(method)
        .filter(permission -> permission.value().equals(Permissions.EVENTS_WRITE))
        .isPresent();
  }
}
