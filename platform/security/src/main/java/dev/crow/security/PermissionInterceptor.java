package dev.crow.security;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.RequestIds;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds a caller to {@link RequiresPermission}: a look-up and a compare, no proxies. */
final class PermissionInterceptor implements HandlerInterceptor {

  private static final Logger log = LoggerFactory.getLogger(PermissionInterceptor.class);

  private final ConcurrentMap<Method, Optional<RequiresPermission>> known =
      new ConcurrentHashMap<>();
  private final RefusalListener refusals;

  /**
   * @param refusals told of each refusal
   */
  PermissionInterceptor(RefusalListener refusals) {
    this.refusals = refusals;
  }

  /** Must neither block nor throw: the answer waits for it. */
  @FunctionalInterface
  interface RefusalListener {
    void refused(Caller caller, String operation, String requestId);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && request.getDispatcherType() == DispatcherType.REQUEST
        && caller() instanceof Caller caller) {
      RequiresPermission needed =
          known
              .computeIfAbsent(method.getMethod(), _ -> RequiredPermissions.of(method))
              .orElse(null);
      if (needed == null) {
        log.error("{} has no @RequiresPermission and stays closed", method.getShortLogMessage());
      }
      if (needed == null || !caller.may(needed.value())) {
        refusals.refused(
            caller,
            method.getBeanType().getSimpleName() + "#" + method.getMethod().getName(),
            RequestIds.of(request));
        throw new ApiException(
            ErrorCode.INSUFFICIENT_SCOPE, "The credential does not hold the needed permission.");
      }
    }
    return true;
  }

  private static @Nullable Object caller() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication == null ? null : authentication.getPrincipal();
  }
}
