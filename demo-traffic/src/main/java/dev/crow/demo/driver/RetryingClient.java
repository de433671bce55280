package dev.crow.demo.driver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Posts a body until the suite has answered for good or time has run out. Every try sends the same
 * bytes, so the suite can tell a repetition. Thread-safe.
 */
final class RetryingClient implements AutoCloseable {

  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final TrafficSettings settings;
  private final Ledger ledger;
  private final Pauses pauses;
  private final Clock clock;
  private final AtomicReference<@Nullable Instant> silentSince = new AtomicReference<>();

  RetryingClient(TrafficSettings settings, Ledger ledger, Pauses pauses, Clock clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.pauses = pauses;
    this.clock = clock;
  }

  Outcome post(String path, byte[] body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.gateway() + path))
            .timeout(REQUEST_TIMEOUT)
            .header("Authorization", "Bearer " + settings.key())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    Instant deadline = deadline();
    Integer lastStatus = null;
    for (int tries = 1; ; tries++) {
      HttpResponse<String> response = send(request);
      if (response != null && !isTransient(response.statusCode())) {
        silentSince.set(null);
        return new Outcome.Answered(response.statusCode(), response.body());
      }
      silentSince.compareAndSet(null, clock.instant());
      lastStatus = response == null ? lastStatus : Integer.valueOf(response.statusCode());
      Duration wait = wait(response, tries);
      if (clock.instant().plus(wait).isAfter(deadline)) {
        return new Outcome.GaveUp(lastStatus);
      }
      ledger.retried();
      pauses.pause(wait);
    }
  }

  /** A suite that is gone is waited for once, not once for each request. */
  private Instant deadline() {
    Instant now = clock.instant();
    Instant silent = silentSince.get();
    boolean gone = silent != null && now.isAfter(silent.plus(settings.retryDeadline()));
    return gone ? now : now.plus(settings.retryDeadline());
  }

  private @Nullable HttpResponse<String> send(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      ledger.answered(response.statusCode());
      return response;
    } catch (IOException _) {
      // Whether the suite took the body is unknown; that is what the same ids are for.
      ledger.brokenConnection();
      return null;
    }
  }

  private Duration wait(@Nullable HttpResponse<String> response, int tries) {
    Optional<Duration> asked =
        response == null ? Optional.empty() : RetryAfter.read(response.headers(), clock.instant());
    double random = ThreadLocalRandom.current().nextDouble();
    if (asked.isPresent()) {
      // Never earlier than asked, and not all at the same moment.
      return asked.get().plusMillis((long) (random * 500));
    }
    long ceiling = FIRST_WAIT.toMillis() << Math.min(tries - 1, 10);
    return Duration.ofMillis(
        (long) (Math.min(ceiling, LONGEST_WAIT.toMillis()) * (0.5 + random / 2)));
  }

  private static boolean isTransient(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  @Override
  public void close() {
    http.close();
  }
}
