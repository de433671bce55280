package dev.crow.system;

import dev.crow.localstack.ServiceClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The way past the gateway: a service's certificate, the service secret, and internal tokens. */
final class InternalDoor {

  /** Every service behind the gateway, with a path that a session may read there. */
  static final List<Place> PLACES =
      List.of(
          new Place("auth-service", "CROW_AUTH_PORT", "/api/v1/auth/sessions"),
          new Place("user-service", "CROW_USER_PORT", "/api/v1/users/me"),
          new Place("organization-service", "CROW_ORGANIZATION_PORT", "/api/v1/organizations/me"),
          new Place("product-service", "CROW_PRODUCT_PORT", "/api/v1/products"),
          new Place("web-ingest-worker", "CROW_WEB_INGEST_PORT", "/api/v1/ledger"),
          new Place("interaction-service", "CROW_INTERACTION_PORT", "/api/v1/interactions"),
          new Place("pattern-service", "CROW_PATTERN_PORT", "/api/v1/patterns"),
          new Place("notification-service", "CROW_NOTIFICATION_PORT", "/api/v1/notifications"),
          new Place("analytics-service", "CROW_ANALYTICS_PORT", "/api/v1/analytics/overview"));

  private final RunningSuite suite;
  private final HttpClient http;

  InternalDoor(RunningSuite suite) {
    this.suite = suite;
    this.http = ServiceClients.of(suite.data());
  }

  record Place(String service, String port, String path) {}

  /** A genuine token, as the gateway gets it. */
  String token(String credential, String type, String audience) {
    HttpRequest request =
        HttpRequest.newBuilder(address("CROW_AUTH_PORT", "/internal/tokens"))
            .header("X-Crow-Service-Secret", secret())
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"credential\":\"%s\",\"type\":\"%s\",\"audience\":\"%s\"}"
                        .formatted(credential, type, audience)))
            .build();
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() != 200) {
      throw new AssertionError("No token: " + answer.statusCode() + " " + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body()).path("token").asString();
  }

  /** Asks a service as if behind the gateway. */
  HttpResponse<String> get(Place place, String token) {
    return send(
        HttpRequest.newBuilder(address(place.port(), place.path()))
            .header("Authorization", "Bearer " + token)
            .build());
  }

  /** The keys that tokens are checked with. */
  String publicKeys() {
    return send(HttpRequest.newBuilder(address("CROW_AUTH_PORT", "/.well-known/jwks.json")).build())
        .body();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI address(String port, String path) {
    return URI.create("https://127.0.0.1:" + suite.environment().get(port) + path);
  }

  private String secret() {
    try {
      return Files.readString(suite.data().resolve("security").resolve("service.secret")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
