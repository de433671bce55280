package dev.crow.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The suite's public API, as a customer's program sees it. */
public final class Api {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String gateway;
  private final Map<String, String> keys;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param gateway its address
   * @param keys of an organization, by the names they have in {@code keys.env}
   */
  public Api(String gateway, Map<String, String> keys) {
    this.gateway = gateway;
    this.keys = keys;
  }

  /**
   * @param address another way to the gateway
   * @return the same organization's view from there
   */
  public Api through(String address) {
    return new Api(address, keys);
  }

  /**
   * @return the organization's id, where the suite has told it
   */
  public String organization() {
    return Objects.requireNonNull(keys.get("CROW_ORGANIZATION_ID"));
  }

  String gateway() {
    return gateway;
  }

  String writeKey() {
    return Objects.requireNonNull(keys.get("CROW_WRITE_KEY"));
  }

  String secretKey() {
    return Objects.requireNonNull(keys.get("CROW_SECRET_KEY"));
  }

  /**
   * @param path of an operation
   * @param body JSON
   * @return the answer to a page of the shop
   */
  public HttpResponse<String> send(String path, String body) {
    return exchange(
        HttpRequest.newBuilder(URI.create(gateway + path))
            .header("Authorization", "Bearer " + writeKey())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /**
   * @param path of an operation
   * @return the answer to a program of the shop
   */
  public HttpResponse<String> read(String path) {
    return readAs(path, secretKey());
  }

  HttpResponse<String> readAs(String path, @Nullable String key) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return exchange(request);
  }

  HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @return what it says, as JSON
   */
  public JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  /**
   * @return a text as JSON
   */
  public JsonNode parsed(String text) {
    return JSON.readTree(text);
  }

  JsonNode search(String words) {
    return json(
        read("/api/v1/interactions/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)));
  }

  /** Every interaction, page after page. */
  List<JsonNode> interactions() {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(read("/api/v1/interactions?limit=100" + cursor));
      page.path("items").forEach(all::add);
      JsonNode next = page.path("nextCursor");
      cursor = next.isString() ? "&cursor=" + next.asString() : "";
    } while (!cursor.isEmpty());
    return all;
  }
}
