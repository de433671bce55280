package dev.crow.cache.workerskv;

import dev.crow.cache.CacheStore;
import dev.crow.cache.CacheStoreException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the REST API of Workers KV. What one instance put, others may see up to a minute later,
 * and values stay a minute at least. The API takes 1,200 calls in five minutes for the whole
 * account: enough for a few instances with few callers, and where it is not, this store is away.
 */
public final class WorkersKvCacheStore implements CacheStore {

  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(60);
  private static final int LARGEST_ANSWER = 4 << 20;
  private static final int NO_SUCH_KEY = 10_009;

  private final URI namespace;
  private final String token;
  private final Duration timeout;
  private final HttpClient http;
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * @param endpoint Cloudflare's API
   * @param account its id
   * @param namespaceId of the namespace
   * @param token with the permission Workers KV Storage Edit
   * @param timeout for one call
   */
  public WorkersKvCacheStore(
      URI endpoint, String account, String namespaceId, String token, Duration timeout) {
    this.namespace =
        URI.create(
            endpoint + "/accounts/" + account + "/storage/kv/namespaces/" + namespaceId + "/");
    this.token = token;
    this.timeout = timeout;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  @Override
  public Optional<byte[]> get(String key) {
    HttpResponse<byte[]> answer = call("GET", value(key), null);
    if (answer.statusCode() == 404 && code(answer) == NO_SUCH_KEY) {
      return Optional.empty();
    }
    return Optional.of(required(answer).body());
  }

  @Override
  public void put(String key, byte[] value, Duration keep) {
    Duration life = keep.compareTo(SHORTEST_LIFE) > 0 ? keep : SHORTEST_LIFE;
    required(
        call(
            "PUT",
            value(key) + "?expiration_ttl=" + life.plusMillis(999).toSeconds(),
            BodyPublishers.ofByteArray(value)));
  }

  @Override
  public void remove(String key) {
    HttpResponse<byte[]> answer = call("DELETE", value(key), null);
    if (answer.statusCode() != 404 || code(answer) != NO_SUCH_KEY) {
      required(answer);
    }
  }

  @Override
  public void removeAll(String prefix) {
    String first = "keys?limit=1000&prefix=" + encoded(prefix);
    String page = first;
    while (!page.isEmpty()) {
      JsonNode listed = json(required(call("GET", page, null)));
      List<String> keys =
          listed.path("result").valueStream().map(key -> key.path("name").asString()).toList();
      if (!keys.isEmpty()) {
        required(
            call("POST", "bulk/delete", BodyPublishers.ofByteArray(json.writeValueAsBytes(keys))));
      }
      String cursor = listed.path("result_info").path("cursor").asString("");
      page = cursor.isEmpty() ? "" : first + "&cursor=" + encoded(cursor);
    }
  }

  private static String value(String key) {
    return "values/" + encoded(key);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> call(String method, String path, @Nullable BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(namespace.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header(
                "Content-Type",
                method.equals("POST") ? "application/json" : "application/octet-stream")
            .method(method, body == null ? BodyPublishers.noBody() : body)
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      answer.cancel(true);
      throw new CacheStoreException("Workers KV did not answer", null, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new CacheStoreException("Interrupted while waiting for Workers KV", null, e);
    }
  }

  private HttpResponse<byte[]> required(HttpResponse<byte[]> answer) {
    if (answer.statusCode() == 200) {
      return answer;
    }
    throw new CacheStoreException(
        "Workers KV answered " + answer.statusCode() + " with code " + code(answer),
        retryAfter(answer),
        null);
  }

  private static @Nullable Duration retryAfter(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(null);
  }

  /** Cloudflare's own; 0 if the answer has none. */
  private int code(HttpResponse<byte[]> answer) {
    try {
      return json.readTree(answer.body()).path("errors").path(0).path("code").asInt(0);
    } catch (JacksonException notCloudflares) {
      return 0;
    }
  }

  private JsonNode json(HttpResponse<byte[]> answer) {
    try {
      return json.readTree(answer.body());
    } catch (JacksonException e) {
      throw new CacheStoreException("Workers KV gave no JSON", null, e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
