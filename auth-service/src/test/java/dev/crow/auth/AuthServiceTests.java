package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.auth.RunningService.Answer;
import dev.crow.auth.key.TestKeys;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.security.ServiceSecret;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthServiceTests {

  private RunningService service;

  @BeforeAll
  void start(@TempDir Path dir) {
    service = running(dir);
  }

  RunningService running(Path dir) {
    return new RunningService(dir);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void makesAnOrganizationWithTwoKeysThatWork() {
    Answer made = service.createOrganization();
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");

    Answer write = service.exchange(made.text("writeKey"), Services.WEB_INGEST);
    assertThat(write.status()).isEqualTo(200);
    assertThat(write.header("Cache-Control")).isEqualTo("no-store");
    assertThat(write.text("organizationId")).isEqualTo(made.text("organizationId"));
    assertThat(write.text("kind")).isEqualTo("WRITE_KEY");
    assertThat(write.text("subject")).isEqualTo(TestKeys.id(made.text("writeKey")));
    assertThat(write.json().path("permissions").toString()).isEqualTo("[\"events:write\"]");
    assertThat(write.json().path("allowedOrigins").toString()).isEqualTo("[]");
    assertThat(Instant.parse(write.text("expiresAt"))).isAfter(Instant.now());

    Answer secret = service.exchange(made.text("secretKey"), Services.INTERACTION);
    assertThat(secret.text("kind")).isEqualTo("SECRET_KEY");
    assertThat(secret.json().path("permissions").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrderElementsOf(Permissions.OF_SECRET_KEYS);
  }

  @Test
  void makesNoOrganizationIfOneOfItsKeysCannotBeMade() {
    JdbcClient jdbc = service.bean(JdbcClient.class);
    jdbc.sql(
            """
            CREATE TRIGGER refuse BEFORE INSERT ON api_keys
            WHEN NEW.kind = 'SECRET' AND
              (SELECT name FROM organizations WHERE id = NEW.org_id) = 'Unlucky'
            BEGIN SELECT RAISE(ABORT, 'refused by the test'); END
            """)
        .update();
    Answer answer = service.post("/internal/organizations", "{\"name\":\"Unlucky\"}");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).contains("internal-error").doesNotContain("refused by the test");
    assertThat(
            jdbc.sql("SELECT count(*) FROM organizations WHERE name = 'Unlucky'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void bindsTheWriteKeyToItsOrigins() {
    Answer made =
        service.post(
            "/internal/organizations",
            """
            {"name":"Shop","allowedOrigins":["https://shop.example","http://localhost:3000"]}""");
    assertThat(
            service
                .exchange(made.text("writeKey"), Services.WEB_INGEST)
                .json()
                .path("allowedOrigins")
                .toString())
        .isEqualTo("[\"https://shop.example\",\"http://localhost:3000\"]");
  }

  @Test
  void signsATokenThatItsPublishedKeyVerifies() {
    Answer made = service.createOrganization();
    String token = service.exchange(made.text("secretKey"), Services.INTERACTION).text("token");
    Jws<Claims> jws = Jwts.parser().verifyWith(publishedKey()).build().parseSignedClaims(token);
    assertThat(jws.getHeader()).containsOnlyKeys("alg", "typ", "kid");
    assertThat(jws.getHeader().getType()).isEqualTo("crow-int+jwt");
    assertThat(jws.getPayload().getIssuer()).isEqualTo("crow-auth");
    assertThat(jws.getPayload().getAudience()).containsExactly(Services.INTERACTION);
    assertThat(jws.getPayload().get("org")).isEqualTo(made.text("organizationId"));
    assertThat(jws.getPayload().getExpiration().toInstant())
        .isEqualTo(jws.getPayload().getIssuedAt().toInstant().plusSeconds(300));
    assertThat(jws.getPayload().getId()).isNotBlank();
  }

  @Test
  void acceptsATokenOnlyAtTheServiceItIsFor() {
    String key = service.createOrganization().text("secretKey");
    String own = service.exchange(key, Services.AUTH).text("token");
    String other = service.exchange(key, Services.INTERACTION).text("token");
    assertThat(service.get("/absent", "Authorization", "Bearer " + own).status()).isEqualTo(404);
    assertThat(service.get("/absent", "Authorization", "Bearer " + other).status()).isEqualTo(401);
  }

  @Test
  void publishesOnlyThePublicKey() {
    Answer jwks = service.get("/.well-known/jwks.json");
    assertThat(jwks.header("Cache-Control")).isEqualTo("max-age=60");
    ObjectNode key = (ObjectNode) jwks.json().path("keys").get(0);
    assertThat(key.propertyNames())
        .containsExactlyInAnyOrder("kty", "crv", "x", "kid", "use", "alg");
  }

  @Test
  void refusesEveryInvalidKeyWithTheSameBody() {
    Answer made = service.createOrganization();
    String key = made.text("secretKey");
    String expired = service.createOrganization().text("secretKey");
    update("UPDATE api_keys SET expires_at = '2020-01-01T00:00:00.000Z' WHERE id = :id", expired);
    String revoked = service.createOrganization().text("secretKey");
    assertThat(service.exchange(revoked, Services.INTERACTION).status()).isEqualTo(200);
    assertThat(revoke(revoked).status()).isEqualTo(204);
    String body = refusal(TestKeys.withAnotherSecret(key));
    assertThat(body).contains("/problems/invalid-key");
    assertThat(refusal(TestKeys.withAnotherKind(key))).isEqualTo(body);
    assertThat(refusal(TestKeys.unknown(key))).isEqualTo(body);
    assertThat(refusal(expired)).isEqualTo(body);
    assertThat(refusal(revoked)).isEqualTo(body);
    assertThat(refusal("")).isEqualTo(body);
    assertThat(refusal("crow_sk_nonsense")).isEqualTo(body);
    assertThat(refusal("x".repeat(10_000))).isEqualTo(body);
    assertThat(service.exchange(key, Services.INTERACTION).status()).isEqualTo(200);
  }

  @Test
  void acceptsAKeyUntilItExpires() {
    String key = service.createOrganization().text("secretKey");
    update("UPDATE api_keys SET expires_at = '2999-01-01T00:00:00.000Z' WHERE id = :id", key);
    assertThat(service.exchange(key, Services.INTERACTION).status()).isEqualTo(200);
  }

  @Test
  void revokesAgainWithoutMovingTheTime() {
    String key = service.createOrganization().text("writeKey");
    revoke(key);
    String first = column("revoked_at", key);
    assertThat(revoke(key).status()).isEqualTo(204);
    assertThat(column("revoked_at", key)).isEqualTo(first);
    assertThat(service.post("/internal/keys/0000000000/revoke", "").status()).isEqualTo(404);
  }

  @Test
  void notesTheLastUseAtMostOnceAMinute() {
    String key = service.createOrganization().text("writeKey");
    service.exchange(key, Services.WEB_INGEST);
    Awaitility.await().until(() -> !column("last_used", key).isEmpty());
    String first = column("last_used", key);
    service.exchange(key, Services.WEB_INGEST);
    update("UPDATE api_keys SET last_used = '2020-01-01T00:00:00.000Z' WHERE id = :id", key);
    service.exchange(key, Services.WEB_INGEST);
    Awaitility.await().until(() -> column("last_used", key).compareTo(first) >= 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/tokens",
        "/internal/system-tokens",
        "/internal/signing-keys/rotate",
        "/internal/organizations",
        "/internal/keys/x/revoke"
      })
  void servesOnlyServices(String path) {
    assertThat(service.post(path, "{}", "X-Other", "x").status()).isEqualTo(401);
    assertThat(service.post(path, "{}", ServiceSecret.HEADER, "guess").status()).isEqualTo(403);
  }

  @Test
  void refusesAnUnknownAudience() {
    Answer answer = service.exchange(service.createOrganization().text("writeKey"), "evil");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("field")).isEqualTo("audience");
    assertThat(answer.body()).doesNotContain("evil");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"\"}",
        "{\"name\":null}",
        "{}",
        "{\"name\":\"a\\u0000b\"}",
        "{\"name\":\"a\",\"allowedOrigins\":[\"javascript:x\"]}",
        "{\"name\":\"a\",\"allowedOrigins\":[\"https://a.example/path\"]}",
        "{\"name\":\"a\",\"allowedOrigins\":[null]}",
        "{\"name\":\"a\",\"allowedOrigins\":[\"null\"]}"
      })
  void refusesAnOrganizationOfWrongContent(String json) {
    Answer answer = service.post("/internal/organizations", json);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("/problems/validation-failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "\"x\"", "{\"name\":{}}", "{\"name\":\"a\",\"orgId\":\"b\"}"})
  void refusesAnOrganizationOfWrongForm(String json) {
    assertThat(service.post("/internal/organizations", json).status()).isEqualTo(400);
  }

  @Test
  void tellsThatItIsReadyAndWhatItOffers() {
    assertThat(service.get("/actuator/health/readiness").text("status")).isEqualTo("UP");
    assertThat(service.get("/actuator/health/liveness").text("status")).isEqualTo("UP");
    Answer docs = service.get("/v3/api-docs");
    assertThat(docs.json().path("info").path("title").asString()).isEqualTo("CROW auth-service");
    assertThat(docs.json().path("paths").propertyNames())
        .contains(
            "/api/v1/auth/sign-up/email",
            "/api/v1/auth/onboarding",
            "/internal/tokens",
            "/internal/system-tokens",
            "/internal/organizations",
            "/internal/keys/{id}/revoke",
            "/internal/signing-keys/rotate",
            "/api/v1/auth/api-keys",
            "/api/v1/auth/api-keys/{id}",
            "/api/v1/auth/api-keys/{id}/rotate",
            "/.well-known/jwks.json");
    assertThat(docs.json().at("/paths/~1api~1v1~1auth~1api-keys/post/x-permission").asString())
        .isEqualTo(Permissions.API_KEYS_MANAGE);
  }

  @Test
  void grantsOnlyKnownPermissions() {
    String key = service.createOrganization().text("writeKey");
    assertThat(column("permissions", key)).isEqualTo("[\"" + Permissions.EVENTS_WRITE + "\"]");
  }

  private PublicKey publishedKey() {
    Jwk<?> jwk =
        Jwks.setParser()
            .build()
            .parse(service.get("/.well-known/jwks.json").body())
            .getKeys()
            .iterator()
            .next();
    return (PublicKey) jwk.toKey();
  }

  private Answer revoke(String key) {
    return service.post("/internal/keys/" + TestKeys.id(key) + "/revoke", "");
  }

  /** The answer's body without what is different in every answer. */
  private String refusal(String credential) {
    Answer answer = service.exchange(credential, Services.INTERACTION);
    assertThat(answer.status()).isEqualTo(401);
    return ((ObjectNode) answer.json()).without("instance").without("requestId").toString();
  }

  private void update(String sql, String key) {
    int rows = service.bean(JdbcClient.class).sql(sql).param("id", TestKeys.id(key)).update();
    assertThat(rows).isOne();
  }

  private String column(String name, String key) {
    return service
        .bean(JdbcClient.class)
        .sql("SELECT coalesce(" + name + ", '') FROM api_keys WHERE id = :id")
        .param("id", TestKeys.id(key))
        .query(String.class)
        .single();
  }
}
