package dev.crow.notification.webhook;

import dev.crow.fetch.FetchException;
import dev.crow.fetch.Fetched;
import dev.crow.fetch.Fetcher;
import dev.crow.fetch.PostRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Posts one delivery once. */
@Component
class Attempting {

  private static final int ANSWER_BYTES = 1024;
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}&&[^\\n]]+");

  private final Fetcher fetcher;
  private final Secrets secrets;
  private final Clock clock;

  Attempting(Fetcher fetcher, Secrets secrets, Clock clock) {
    this.fetcher = fetcher;
    this.secrets = secrets;
    this.clock = clock;
  }

  Outcome attempt(Webhook webhook, Delivery delivery) {
    Instant at = clock.instant();
    long start = System.nanoTime();
    int number = delivery.attempts() + 1;
    try {
      Fetched answer =
          fetcher.post(
              new PostRequest(
                  webhook.url(),
                  "application/json",
                  delivery.body().getBytes(StandardCharsets.UTF_8),
                  secrets.headers(webhook, delivery.id(), delivery.body(), at),
                  ANSWER_BYTES));
      Attempt attempt =
          new Attempt(number, at, since(start), answer.status(), null, text(answer.body()));
      Duration asked =
          answer.retryAfter() == null ? Duration.ZERO : Duration.ofSeconds(answer.retryAfter());
      return new Outcome(attempt, asked);
    } catch (FetchException e) {
      return new Outcome(
          new Attempt(number, at, since(start), null, e.refusal().slug(), null), Duration.ZERO);
    }
  }

  private static long since(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private static @Nullable String text(byte[] bytes) {
    String text = UNSEEN.matcher(new String(bytes, StandardCharsets.UTF_8)).replaceAll(" ").strip();
    return text.isEmpty() ? null : text;
  }

  /**
   * @param retryAfter what the receiver asks for; zero if nothing
   */
  record Outcome(Attempt attempt, Duration retryAfter) {}
}
