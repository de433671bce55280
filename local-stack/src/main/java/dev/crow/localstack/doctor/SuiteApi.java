package dev.crow.localstack.doctor;

import dev.crow.security.SecretFile;
import dev.crow.security.ServiceSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The suite as the doctor talks to it: as a customer through the gateway, and as a part of the
 * installation to auth-service. The doctor is a customer of its own: what it sends is in no other
 * organization's numbers.
 */
final class SuiteApi {

  static final String FOLDER = "doctor";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Installation installation;
  private final HttpClient http;

  SuiteApi(Installation installation, HttpClient http) {
    this.installation = installation;
    this.http = http;
  }

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param body JSON; missing if it was none
   */
  record Answer(int status, JsonNode body) {

    /** The stable name of the problem, or the status. */
    String problem() {
      String type = body.path("type").asString("");
      return type.isEmpty() ? "status " + status : type.substring(type.lastIndexOf('/') + 1);
    }

    String detail() {
      return body.path("detail").asString(body.path("title").asString("status " + status));
    }
  }

  /**
   * @param organizationId the doctor's own
   * @param writeKey sends
   * @param secretKey reads
   */
  record Keys(String organizationId, String writeKey, String secretKey) {
    @Override
    public String toString() {
      return "Keys[" + organizationId + "]";
    }
  }

  /** The doctor's keys, made with its organization when first needed. */
  Keys keys() throws IOException, InterruptedException {
    Path folder = installation.dataDir().resolve(FOLDER);
    String text =
        Files.exists(folder.resolve("keys.json"))
            ? SecretFile.readOrCreate(folder, "keys.json", () -> "")
            : founded(folder);
    try {
      JsonNode keys = JSON.readTree(text);
      return new Keys(
          keys.required("organizationId").asString(),
          keys.required("writeKey").asString(),
          keys.required("secretKey").asString());
    } catch (JacksonException e) {
      throw new IOException(folder.resolve("keys.json") + " is damaged; delete it", e);
    }
  }

  private String founded(Path folder) throws IOException, InterruptedException {
    Answer made = internal("/internal/organizations", Map.of("name", "CROW doctor"));
    if (made.status() != 201) {
      throw new IOException("auth-service makes no organization for the doctor: " + made.problem());
    }
    String keys =
        JSON.writeValueAsString(
            Map.of(
                "organizationId", made.body().path("organizationId").asString(),
                "writeKey", made.body().path("writeKey").asString(),
                "secretKey", made.body().path("secretKey").asString()));
    return SecretFile.readOrCreate(folder, "keys.json", () -> keys);
  }

  Answer exchange(String key, String audience) throws IOException, InterruptedException {
    return internal(
        "/internal/tokens", Map.of("type", "API_KEY", "credential", key, "audience", audience));
  }

  private Answer internal(String path, Map<String, String> body)
      throws IOException, InterruptedException {
    ServiceSecret secret;
    try {
      secret = ServiceSecret.load(null, installation.dataDir());
    } catch (UncheckedIOException e) {
      throw new IOException("The service secret cannot be read", e);
    }
    return send(
        HttpRequest.newBuilder(installation.address("auth-service").resolve(path))
            .header("Content-Type", "application/json")
            .header(ServiceSecret.HEADER, secret.value())
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  Answer post(String path, String key, Object body) throws IOException, InterruptedException {
    return send(
        request(path, key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  Answer get(String path, String key) throws IOException, InterruptedException {
    return send(request(path, key));
  }

  private HttpRequest.Builder request(String path, String key) {
    return HttpRequest.newBuilder(URI.create(installation.gateway() + path))
        .header("Authorization", "Bearer " + key);
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    try {
      return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    } catch (JacksonException e) {
      return new Answer(answer.statusCode(), JSON.missingNode());
    }
  }
}
