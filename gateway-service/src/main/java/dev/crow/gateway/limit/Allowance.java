package dev.crow.gateway.limit;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Where a bucket stands after a request, as the answer tells it.
 *
 * @param granted whether the request may pass
 * @param limit the burst
 * @param remaining requests that may come at once now
 * @param resetSeconds until the bucket is full; until the next request may come, if not granted
 */
public record Allowance(boolean granted, long limit, long remaining, long resetSeconds) {

  /**
   * @param response gets the {@code RateLimit-*} headers
   */
  public void writeTo(HttpServletResponse response) {
    response.setHeader("RateLimit-Limit", Long.toString(limit));
    response.setHeader("RateLimit-Remaining", Long.toString(remaining));
    response.setHeader("RateLimit-Reset", Long.toString(resetSeconds));
  }
}
