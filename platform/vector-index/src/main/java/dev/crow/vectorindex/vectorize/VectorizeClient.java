package dev.crow.vectorindex.vectorize;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the API. Every call may be repeated, so what may pass (a broken connection, 429, 5xx, a
 * page instead of JSON) is tried again a few times, after what {@code Retry-After} asks for or else
 * longer each time.
 */
final class VectorizeClient implements AutoCloseable {

  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** Cloudflare blocks for five minutes after too many calls: longer than a caller may wait. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final HttpClient http;
  private final JsonMapper json = JsonMapper.builder().build();
  private final String base;
  private final String authorization;
  private final Duration timeout;

  VectorizeClient(URI endpoint, String accountId, String token, Duration timeout) {
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    this.base = endpoint + "/accounts/" + accountId + "/vectorize/v2/indexes";
    this.authorization = "Bearer " + token;
    this.timeout = timeout;
  }

  JsonMapper json() {
    return json;
  }

  JsonNode get(String path) {
    return call(request(path).GET().build());
  }

  JsonNode delete(String path) {
    return call(request(path).DELETE().build());
  }

  JsonNode post(String path, JsonNode body) {
    return post(path, "application/json", BodyPublishers.ofString(body.toString()));
  }

  /** Posts a line of JSON for each vector. */
  JsonNode postLines(String path, byte[] lines) {
    return post(path, "application/x-ndjson", BodyPublishers.ofByteArray(lines));
  }

  private JsonNode post(String path, String type, BodyPublisher body) {
    return call(request(path).header("Content-Type", type).POST(body).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(timeout)
        .header("Authorization", authorization);
  }

  private JsonNode call(HttpRequest request) {
    for (int attempt = 1; ; attempt++) {
      VectorizeAnswer answer = null;
      IOException broken = null;
      try {
        answer = send(request);
        if (answer.succeeded() && answer.envelope() != null) {
          return answer.envelope().path("result");
        }
      } catch (IOException e) {
        broken = e;
      }
      Duration pause = pause(attempt, answer);
      if (attempt == ATTEMPTS
          || (answer != null && !answer.passes())
          || pause.compareTo(LONGEST_PAUSE) > 0) {
        throw failure(request, answer, broken);
      }
      sleep(pause);
    }
  }

  private VectorizeAnswer send(HttpRequest request) throws IOException {
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      return VectorizeAnswer.of(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("Retry-After").orElse(null),
          json);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Duration pause(int attempt, @Nullable VectorizeAnswer answer) {
    Long asked = answer == null ? null : answer.retryAfter();
    if (asked != null) {
      return Duration.ofSeconds(asked);
    }
    long most = FIRST_PAUSE.toMillis() << attempt;
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most));
  }

  private static VectorizeException failure(
      HttpRequest request, @Nullable VectorizeAnswer answer, @Nullable IOException broken) {
    String path = request.uri().getPath();
    String called =
        "Vectorize (%s %s) ".formatted(request.method(), path.substring(path.indexOf("/indexes")));
    if (answer == null) {
      return new VectorizeException(called + "cannot be reached", 0, List.of(), broken);
    }
    Long asked = answer.retryAfter();
    return new VectorizeException(
        called + answer.problem() + (asked == null ? "" : "; asks to wait " + asked + " s"),
        answer.status(),
        answer.codes(),
        null);
  }

  static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static VectorizeException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new VectorizeException("Interrupted while waiting for Vectorize", 0, List.of(), cause);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
