package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.auth.RunningService.Answer;
import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that becomes an internal token, and what ends one. Tokens have no expiry here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeTests {

  private final FakeSessions sessions = new FakeSessions();
  private RunningService service;

  @BeforeAll
  void start(@TempDir Path dir) {
    service =
        new RunningService(
            HttpClient.newHttpClient(),
            "http",
            sessions::replaceIn,
            dir,
            "--crow.auth.token.lifetime=none",
            "--crow.security.allow-unlimited-tokens=true");
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void speaksForAPersonWithTheirPermissionsAndLimits() {
    String session = sessions.start("org-a", Role.MEMBER, FakeSessions.KEYS_AND_CHAT, true);
    Answer answer = service.exchange("SESSION", session, Services.INTERACTION);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("kind")).isEqualTo("SESSION");
    assertThat(answer.text("subject")).startsWith("user-");
    assertThat(answer.text("sessionId")).startsWith("session-");
    assertThat(permissions(answer))
        .containsExactlyInAnyOrder(
            "self:manage", "organization:read", "chat:use", "api_keys:manage");
    JsonNode claims = claims(answer);
    assertThat(claims.at("/attr/session").asString()).isEqualTo(answer.text("sessionId"));
    assertThat(claims.at("/attr/role").asString()).isEqualTo("MEMBER");
    assertThat(claims.at("/attr/chat-lookback").asString()).isEqualTo("30days");
    assertThat(claims.at("/attr/chat-components").asString()).isEqualTo("web");
  }

  @Test
  void letsAFounderOnlyGoOnWithTheOnboarding() {
    String session = sessions.start("org-a", Role.OWNER, UserPermissions.OF_OWNERS, false);
    assertThat(permissions(service.exchange("SESSION", session, Services.AUTH)))
        .containsExactlyInAnyOrder("self:manage", "onboarding:manage");
  }

  @Test
  void refusesASessionThatIsNone() {
    Answer answer = service.exchange("SESSION", "token-of-nobody", Services.AUTH);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).contains("session-ended").doesNotContain("token-of-nobody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8:1:2::/64"})
  void speaksForNobodyByTheirAddress(String address) {
    Answer answer = service.exchange("ADDRESS", address, Services.AUTH);
    assertThat(answer.text("kind")).isEqualTo("PUBLIC");
    assertThat(answer.text("organizationId")).isEqualTo("none");
    assertThat(answer.text("subject")).isEqualTo(address);
    assertThat(permissions(answer)).containsExactly("public");
    assertThat(Instant.parse(answer.text("expiresAt")))
        .isBetween(Instant.now().plusSeconds(590), Instant.now().plusSeconds(601));
  }

  @ParameterizedTest
  @CsvSource({"ADDRESS,evil.example", "ADDRESS,''", "ADDRESS,192.0.2.1/8", "ADDRESS,a b"})
  void refusesWhatIsNoAddress(String type, String credential) {
    assertThat(service.exchange(type, credential, Services.AUTH).status()).isEqualTo(422);
  }

  @Test
  void refusesATypeThatIsNone() {
    assertThat(service.exchange("ROOT", "x", Services.AUTH).status()).isBetween(400, 422);
  }

  @Test
  void takesACredentialForItsOwnTypeOnly() {
    String key = service.createOrganization().text("secretKey");
    String session = sessions.start("org-a", Role.OWNER, UserPermissions.OF_OWNERS, true);
    assertThat(service.exchange("SESSION", key, Services.AUTH).status()).isEqualTo(401);
    assertThat(service.exchange("API_KEY", session, Services.AUTH).status()).isEqualTo(401);
    assertThat(service.exchange("ADDRESS", key, Services.AUTH).status()).isEqualTo(422);
  }

  @Test
  void makesTokensWithoutExpiryWhereToldTo() {
    Answer answer =
        service.exchange("API_KEY", service.createOrganization().text("secretKey"), Services.AUTH);
    assertThat(answer.json().has("expiresAt")).isFalse();
    assertThat(claims(answer).has("exp")).isFalse();
    assertThat(status(answer.text("token"))).isEqualTo(404);
  }

  @Test
  void letsAServiceDoWhatIsNamedAndNothingElse() {
    Answer answer =
        service.post(
            "/internal/system-tokens",
            """
            {"service":"organization-service","operation":"READ_INTERACTIONS",
             "organizationId":"org-a"}""");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("kind")).isEqualTo("SYSTEM");
    assertThat(answer.text("subject")).isEqualTo("organization-service");
    assertThat(permissions(answer)).containsExactly("interactions:read");
    assertThat(claims(answer).path("aud").toString()).contains("interaction-service");
    assertThat(claims(answer).path("org").asString()).isEqualTo("org-a");
    assertThat(Instant.parse(answer.text("expiresAt"))).isBefore(Instant.now().plusSeconds(301));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"service\":\"evil\",\"operation\":\"READ_INTERACTIONS\"}",
        "{\"service\":\"auth-service\",\"operation\":\"DROP_TABLES\"}",
        "{\"service\":\"auth-service\",\"operation\":1}",
        "{\"service\":\"auth-service\",\"operation\":\"1\"}",
        "{\"service\":\"auth-service\"}",
        "{\"service\":\"auth-service\",\"operation\":\"READ_MEMBERS\",\"perm\":[\"x\"]}"
      })
  void refusesASystemTokenForAnythingElse(String json) {
    assertThat(service.post("/internal/system-tokens", json).status()).isBetween(400, 422);
  }

  @Test
  void publishesANewSigningKeyBeforeItSignsAndEndsAllTokensWhenToldTo() {
    String key = service.createOrganization().text("secretKey");
    String old = service.exchange(key, Services.AUTH).text("token");
    assertThat(status(old)).isEqualTo(404);

    Answer rotated = service.post("/internal/signing-keys/rotate", "");
    assertThat(rotated.status()).isEqualTo(200);
    assertThat(kids()).hasSize(2).contains(rotated.text("signing"));
    assertThat(service.exchange(key, Services.AUTH).text("token")).satisfies(this::isSignedAsOld);
    assertThat(service.post("/internal/signing-keys/rotate", "").json().path("keys")).hasSize(2);
    assertThat(status(old)).isEqualTo(404);

    Set<String> before = kids();
    service.post("/internal/signing-keys/rotate", "{\"endAllTokens\":true}");
    assertThat(kids()).hasSize(1).doesNotContainAnyElementsOf(before);
    String fresh = service.exchange(key, Services.AUTH).text("token");
    // An unknown key is asked for again at most every five seconds.
    Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> status(fresh) == 404);
    assertThat(status(old)).isEqualTo(401);
  }

  private void isSignedAsOld(String token) {
    assertThat(status(token)).isEqualTo(404);
  }

  /** 404 if the token is accepted, as there is nothing there. */
  private int status(String token) {
    return service.get("/absent", "Authorization", "Bearer " + token).status();
  }

  private Set<String> kids() {
    return service
        .get("/.well-known/jwks.json")
        .json()
        .path("keys")
        .valueStream()
        .map(key -> key.path("kid").asString())
        .collect(Collectors.toSet());
  }

  private static Set<String> permissions(Answer answer) {
    return answer
        .json()
        .path("permissions")
        .valueStream()
        .map(JsonNode::asString)
        .collect(Collectors.toSet());
  }

  private static JsonNode claims(Answer answer) {
    String token = answer.text("token");
    String body = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
    return JsonMapper.shared()
        .readTree(new String(Base64.getUrlDecoder().decode(body), StandardCharsets.UTF_8));
  }
}
