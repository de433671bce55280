package dev.crow.gateway.entry;

import dev.crow.gateway.limit.Allowance;
import dev.crow.gateway.limit.Allowances;
import dev.crow.gateway.limit.Scope;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the gateway adds to an answer, whoever gives it. Belongs to one request. */
final class EntryNotes {

  static final String EXPOSED =
      "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, ETag, Location";

  private final Allowances allowances = new Allowances();
  private boolean varies;
  private boolean withCookies;
  private @Nullable String origin;

  void varyByOrigin() {
    varies = true;
  }

  void allowOrigin(String allowed) {
    origin = allowed;
  }

  /** Pages of our own clients may use cookies as well. */
  void allowClient(@Nullable String allowed) {
    origin = allowed;
    withCookies = true;
  }

  void refuseOrigin() {
    origin = null;
  }

  @Nullable String origin() {
    return origin;
  }

  /**
   * @throws ApiException if the request is one too many
   */
  void count(Allowance allowance) {
    allowances.add(allowance);
    if (!allowance.granted()) {
      boolean quota = allowance.scope() == Scope.DAY;
      throw ApiException.retryLater(
              quota ? ErrorCode.QUOTA_EXCEEDED : ErrorCode.RATE_LIMITED,
              "The limit per " + allowance.scope().text() + " is reached.",
              Duration.ofSeconds(allowance.resetSeconds()),
              null)
          .with("scope", allowance.scope().text());
    }
  }

  void writeTo(HttpServletResponse response) {
    if (varies) {
      response.addHeader("Vary", "Origin");
    }
    if (origin != null) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Expose-Headers", EXPOSED);
      if (withCookies) {
        response.setHeader("Access-Control-Allow-Credentials", "true");
      }
    }
    allowances.writeTo(response);
  }
}
