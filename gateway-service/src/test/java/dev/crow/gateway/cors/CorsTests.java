package dev.crow.gateway.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.Gateway;
import dev.crow.gateway.SharedGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedGateway.class)
class CorsTests {

  private static final String SHOP = "https://shop.example";
  private static final String CLIENT = "http://localhost:3002";
  private static final String ME = "/api/v1/users/me";
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  private final Gateway gateway;

  CorsTests(Gateway gateway) {
    this.gateway = gateway;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/ingest/batch", "/batch", "/session/start", "/api/v1/track"})
  void answersAPreflightItself(String path) {
    Gateway.Answer answer =
        preflight(path, SHOP, "POST", "Authorization, content-type,X-Crow-Sdk, x-request-id");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo(SHOP);
    assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("POST");
    assertThat(answer.header("Access-Control-Allow-Headers")).contains("X-Crow-Sdk");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
    assertThat(answer.header("Vary")).isEqualTo("Origin");
    assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Credentials");
    assertThat(gateway.webIngest.received()).isEmpty();
  }

  @Test
  void refusesPreflightsForOtherMethodsHeadersOriginsAndPaths() {
    assertRefused(preflight("/batch", SHOP, "DELETE", "content-type"));
    assertRefused(preflight("/batch", SHOP, "POST", "content-type, x-evil"));
    assertRefused(preflight("/batch", SHOP, "POST", "x-crow-\u00e9"));
    assertRefused(preflight("/batch", "null", "POST", "content-type"));
    assertRefused(preflight("/batch", "file://", "POST", "content-type"));
    assertRefused(preflight("/api/v1/interactions", SHOP, "POST", "content-type"));
    assertRefused(preflight("/nowhere", SHOP, "POST", "content-type"));
  }

  @Test
  void letsThePageReadTheAnswer() {
    Gateway.Answer answer = post(SHOP, gateway.auth.writeKey(SHOP));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo(SHOP);
    assertThat(answer.header("Vary")).contains("Origin");
    assertThat(answer.headers()).doesNotContainKey("Access-Control-Allow-Credentials");
  }

  @Test
  void letsThePageReadARefusalToo() {
    assertThat(post(SHOP, "crow_pk_unknown").header(ALLOW_ORIGIN)).isEqualTo(SHOP);
  }

  @Test
  void takesAnyOriginWhereTheKeyNamesNoneAndAnyClientWithoutOrigin() {
    assertThat(post("http://localhost:3000", gateway.auth.writeKey()).status()).isEqualTo(202);
    assertThat(gateway.post("/batch", "{}", "X-API-Key: " + gateway.auth.writeKey(SHOP)).status())
        .isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://shop.example.evil.com",
        "http://shop.example",
        "https://shop.example:8443",
        "HTTPS://shop.example",
        "https://shop.example/",
        "null"
      })
  void refusesEveryOriginThatIsNotExactlyTheKeys(String origin) {
    Gateway.Answer answer = post(origin, gateway.auth.writeKey(SHOP));

    assertThat(answer.problem()).isEqualTo("403 origin-not-allowed");
    assertRefused(answer);
    assertThat(gateway.webIngest.received()).isEmpty();
  }

  @Test
  void refusesTwoOrigins() {
    Gateway.Answer answer =
        gateway.post(
            "/batch",
            "{}",
            "Origin: " + SHOP,
            "Origin: https://evil.example",
            "X-API-Key: " + gateway.auth.writeKey(SHOP));

    assertRefused(answer);
  }

  @Test
  void keepsAServicesOwnCorsHeadersBack() {
    gateway.webIngest.answer(
        exchange -> {
          exchange.getResponseHeaders().add(ALLOW_ORIGIN, "*");
          exchange.sendResponseHeaders(204, -1);
        });

    assertThat(post(SHOP, gateway.auth.writeKey()).header(ALLOW_ORIGIN)).isEqualTo(SHOP);
    assertThat(
            gateway
                .get("/api/v1/ledger", "Origin: " + SHOP, "X-API-Key: " + gateway.auth.secretKey())
                .headers())
        .doesNotContainKey(ALLOW_ORIGIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
  void ourOwnClientsMayUseTheApiWithCookies(String method) {
    Gateway.Answer answer = preflight(ME, CLIENT, method, "content-type, x-csrf-token, if-match");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo(CLIENT);
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo(method);
    assertThat(answer.header("Vary")).isEqualTo("Origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "https://localhost:3002",
        "http://localhost:3003",
        "http://localhost",
        "http://LOCALHOST:3002",
        "HTTP://localhost:3002",
        "http://localhost:3002/",
        "http://localhost:3002.evil-crow.app",
        "https://evil-crow.app",
        "http://127.0.0.1:3002"
      })
  void nobodyElseMay(String origin) {
    assertRefused(preflight(ME, origin, "POST", "content-type"));
    Gateway.Answer answer =
        gateway.get(ME, "Origin: " + origin, "Authorization: Bearer " + gateway.auth.session("u"));
    assertThat(answer.header("Vary")).contains("Origin");
    assertThat(answer.headers().keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
  }

  @Test
  void ourOwnClientsGetNoOtherMethodsAndHeadersEither() {
    assertRefused(preflight(ME, CLIENT, "TRACE", "content-type"));
    assertRefused(preflight(ME, CLIENT, "POST", "x-forwarded-for"));
  }

  @Test
  void eventsNeverComeWithCookies() {
    assertThat(preflight("/batch", CLIENT, "POST", "content-type").headers())
        .doesNotContainKey("Access-Control-Allow-Credentials");
    assertThat(post(CLIENT, gateway.auth.writeKey()).headers())
        .doesNotContainKey("Access-Control-Allow-Credentials");
  }

  private Gateway.Answer post(String origin, String key) {
    return gateway.post("/batch", "{}", "Origin: " + origin, "X-API-Key: " + key);
  }

  private Gateway.Answer preflight(String path, String origin, String method, String headers) {
    return gateway.send(
        "OPTIONS",
        path,
        null,
        "Origin: " + origin,
        "Access-Control-Request-Method: " + method,
        "Access-Control-Request-Headers: " + headers);
  }

  private static void assertRefused(Gateway.Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers().keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
  }
}
