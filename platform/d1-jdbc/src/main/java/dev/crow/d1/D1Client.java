package dev.crow.d1;

import dev.crow.d1.FailedCall.Repeat;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;

/** Sends statements to D1 and repeats what may be repeated. Safe for use by many threads. */
final class D1Client {

  private static final int ATTEMPTS = 5;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final D1Settings settings;
  private final HttpClient http;
  private final Pause pause;
  private final JsonFactory json = new JsonFactory();
  private final Requests requests;
  private volatile long answered = longAgo();

  D1Client(D1Settings settings, HttpClient http, Pause pause) {
    this.settings = settings;
    this.http = http;
    this.pause = pause;
    this.requests = new Requests(json, settings.worker());
  }

  private static long longAgo() {
    return System.nanoTime() - Duration.ofDays(1).toNanos();
  }

  boolean answeredWithin(Duration time) {
    return System.nanoTime() - answered < time.toNanos();
  }

  D1Settings settings() {
    return settings;
  }

  /**
   * @param queries several are one transaction
   * @param onlyReads whether running them twice does no harm
   * @param limit for all attempts together
   * @return one answer for each query
   */
  List<Answer> send(List<Query> queries, boolean onlyReads, Duration limit) throws SQLException {
    byte[] body = requests.write(queries);
    Limits.checkRequest(body.length);
    long end = System.nanoTime() + limit.toNanos();
    for (int attempt = 1; ; attempt++) {
      try {
        List<Answer> answers = call(body, Duration.ofNanos(end - System.nanoTime()));
        if (answers.size() != queries.size()) {
          throw new SQLNonTransientException(
              "D1 gave " + answers.size() + " results for " + queries.size() + " statements",
              "08P01");
        }
        answered = System.nanoTime();
        return answers;
      } catch (FailedCall e) {
        answered = longAgo();
        long pause = pauseMillis(attempt, e.after());
        boolean timeLeft = pause < TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (!e.mayRepeat(onlyReads) || attempt == ATTEMPTS || !timeLeft) {
          throw e.failure();
        }
        pause(pause);
      }
    }
  }

  /** Jitter, so that clients that were refused together do not come back together. */
  private static long pauseMillis(int attempt, @Nullable Duration asked) {
    long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << attempt);
    long pause = ThreadLocalRandom.current().nextLong(most / 2, most);
    return asked == null ? pause : asked.toMillis() + pause / 2;
  }

  private void pause(long millis) throws SQLException {
    try {
      pause.of(Duration.ofMillis(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLTimeoutException("Interrupted while waiting for D1", "57014", e);
    }
  }

  private List<Answer> call(byte[] body, Duration left) throws FailedCall, SQLException {
    HttpRequest request =
        HttpRequest.newBuilder(settings.queryUri())
            .header("Authorization", "Bearer " + settings.token())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), settings.maxAnswerBytes()));
    try {
      return answers(response.get(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      response.cancel(true);
      throw new FailedCall(
          new SQLTimeoutException(
              "D1 took too long; whether a write took effect is unknown", "57014", e),
          Repeat.NEVER);
    } catch (InterruptedException e) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      throw new SQLTimeoutException("Interrupted while waiting for D1", "57014", e);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    }
  }

  private FailedCall failed(Throwable cause) {
    if (cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof UnresolvedAddressException) {
      return new FailedCall(
          new SQLTransientConnectionException(
              "No connection to " + settings.queryUri().getHost(), "08001", cause),
          Repeat.ALWAYS);
    }
    if (cause instanceof HttpTimeoutException) {
      return new FailedCall(
          new SQLTimeoutException("D1 took too long", "57014", cause), Repeat.NEVER);
    }
    if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("capacity")) {
      return new FailedCall(
          new SQLNonTransientException(
              "D1's answer is larger than maxAnswerBytes, "
                  + settings.maxAnswerBytes()
                  + "; read fewer rows at a time",
              "54000",
              cause),
          Repeat.NEVER);
    }
    return new FailedCall(
        new SQLTransientConnectionException(
            "The connection to D1 broke; whether a write took effect is unknown", "08007", cause),
        Repeat.IF_IT_ONLY_READS);
  }

  private List<Answer> answers(HttpResponse<byte[]> response) throws FailedCall {
    int status = response.statusCode();
    Duration after = retryAfter(response);
    Reply reply;
    try {
      reply = ReplyReader.read(json, response.body());
    } catch (JacksonException e) {
      throw notJson(response, after, e);
    }
    if (status != 200 || !reply.success()) {
      throw D1Errors.of(status, reply.code(), reply.message(), after);
    }
    return reply.answers();
  }

  /** A proxy's page, or an answer cut off. Its text is not repeated: it may hold anything. */
  private static FailedCall notJson(
      HttpResponse<byte[]> response, @Nullable Duration after, JacksonException e) {
    int status = response.statusCode();
    if (status == 429 || status == 401 || status == 403 || status == 404) {
      return D1Errors.of(status, 0, null, after);
    }
    String type = response.headers().firstValue("content-type").orElse("no content type");
    String what = type.startsWith("application/json") ? "broken JSON" : "no JSON";
    return new FailedCall(
        new SQLTransientConnectionException(
            "D1's answer is "
                + what
                + " (status "
                + status
                + ", "
                + response.body().length
                + " bytes); whether a write took effect is unknown",
            "08007",
            status,
            new IOException("Not understood at " + e.getLocation().getByteOffset())),
        Repeat.IF_IT_ONLY_READS,
        after);
  }

  private static @Nullable Duration retryAfter(HttpResponse<?> response) {
    String value = response.headers().firstValue("retry-after").orElse("");
    boolean seconds =
        !value.isEmpty() && value.length() < 7 && value.chars().allMatch(Character::isDigit);
    return seconds ? Duration.ofSeconds(Long.parseLong(value)) : null;
  }
}
