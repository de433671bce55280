package dev.crow.gateway.entry;

import dev.crow.gateway.limit.Allowance;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** What the gateway adds to an answer, whoever gives it. Belongs to one request. */
final class EntryNotes {

  private static final String EXPOSED =
      "X-Request-Id, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset";

  private boolean varies;
  private @Nullable String origin;
  private @Nullable Allowance allowance;

  void varyByOrigin() {
    varies = true;
  }

  void allowOrigin(String allowed) {
    origin = allowed;
  }

  void refuseOrigin() {
    origin = null;
  }

  @Nullable String origin() {
    return origin;
  }

  /** The last one asked for stands. */
  void allowance(Allowance taken) {
    allowance = taken;
  }

  void writeTo(HttpServletResponse response) {
    if (varies) {
      response.addHeader("Vary", "Origin");
    }
    if (origin != null) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Expose-Headers", EXPOSED);
    }
    if (allowance != null) {
      allowance.writeTo(response);
    }
  }
}
