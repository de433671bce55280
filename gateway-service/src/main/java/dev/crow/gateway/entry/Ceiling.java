package dev.crow.gateway.entry;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The most requests that are on their way at once. Each holds buffers here and in a service; where
 * more arrive than leave, they would take all memory, and then none would leave. Whoever is one too
 * many hears so at once and may come again. Streams, which stay for long, are counted apart.
 */
final class Ceiling extends OncePerRequestFilter {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Semaphore requests;
  private final Semaphore streams;
  private final JsonMapper json;

  /**
   * @param requests most at once
   * @param streams most of those that ask for server-sent events
   * @param json writes refusals
   */
  Ceiling(int requests, int streams, JsonMapper json) {
    this.requests = new Semaphore(requests);
    this.streams = new Semaphore(streams);
    this.json = json;
  }

  /** Whoever looks after the gateway must see that it lives, above all when it is busy. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return EdgeFilter.isProbe(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Semaphore places = isStream(request) ? streams : requests;
    if (!places.tryAcquire()) {
      refuse(request, response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      places.release();
    }
  }

  private static boolean isStream(HttpServletRequest request) {
    String accepted = request.getHeader("Accept");
    return accepted != null && accepted.startsWith("text/event-stream");
  }

  /** Any page may read it, for it says nothing of anybody, and an SDK has to know when to come. */
  private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Expose-Headers", EntryNotes.EXPOSED);
    Problems.write(
        ApiException.retryLater(
            ErrorCode.SERVICE_UNAVAILABLE,
            "More requests are on their way than the gateway can hold.",
            RETRY_AFTER,
            null),
        request,
        response,
        json);
  }
}
