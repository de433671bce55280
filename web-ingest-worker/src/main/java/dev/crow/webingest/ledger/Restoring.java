package dev.crow.webingest.ledger;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.webingest.session.NotRestoredException;
import java.time.Duration;
import java.util.function.Supplier;

/** Asks callers to come back while sessions are being restored. */
final class Restoring {

  private static final Duration MOMENT = Duration.ofSeconds(2);

  private Restoring() {}

  static <T> T orRetryLater(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (NotRestoredException e) {
      throw ApiException.retryLater(
          ErrorCode.SERVICE_UNAVAILABLE, "Sessions are being restored.", MOMENT, e);
    }
  }
}
