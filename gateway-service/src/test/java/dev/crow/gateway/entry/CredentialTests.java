package dev.crow.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.Gateway;
import dev.crow.gateway.SharedGateway;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedGateway.class)
class CredentialTests {

  private static final String BATCH = "/api/v1/ingest/batch";

  private final Gateway gateway;

  CredentialTests(Gateway gateway) {
    this.gateway = gateway;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer %s",
        "Authorization: bearer %s",
        "Authorization: ApiKey %s",
        "X-API-Key: %s",
        "ApiKey: %s"
      })
  void acceptsAKeyInEveryHeaderClientsUse(String form) {
    String key = gateway.auth.writeKey();

    assertThat(gateway.post(BATCH, "{}", form.formatted(key)).status()).isEqualTo(202);

    assertThat(gateway.webIngest.last().header("Authorization"))
        .isEqualTo("Bearer token-for-web-ingest-worker");
    assertThat(gateway.auth.secretShown()).hasSizeGreaterThanOrEqualTo(32);
  }

  @Test
  void acceptsAKeyAsUserNameOfBasicAuthentication() {
    String pair = gateway.auth.writeKey() + ":";

    assertThat(gateway.post(BATCH, "{}", "Authorization: Basic " + base64(pair)).status())
        .isEqualTo(202);
  }

  @Test
  void acceptsTheSameKeyTwice() {
    String key = gateway.auth.writeKey();

    assertThat(
            gateway.post(BATCH, "{}", "Authorization: Bearer " + key, "X-API-Key: " + key).status())
        .isEqualTo(202);
  }

  @Test
  void refusesTwoDifferentKeys() {
    Gateway.Answer answer =
        gateway.post(
            BATCH,
            "{}",
            "Authorization: Bearer " + gateway.auth.writeKey(),
            "X-API-Key: " + gateway.auth.writeKey());

    assertThat(answer.problem()).isEqualTo("400 ambiguous-credentials");
    assertThat(gateway.webIngest.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?key=%s", "?a=b&%s", "?key=%%63%s", "?key=%%zz%s"})
  void refusesAKeyInTheUrlEvenWithAnotherInAHeader(String query) {
    String key = gateway.auth.writeKey();
    String target = BATCH + query.formatted(query.contains("%%63") ? key.substring(1) : key);

    assertThat(gateway.post(target, "{}", "X-API-Key: " + key).problem())
        .isEqualTo("400 credential-in-url");
  }

  @Test
  void refusesARequestWithoutKey() {
    Gateway.Answer answer = gateway.post(BATCH, "{}");

    assertThat(answer.problem()).isEqualTo("401 unauthenticated");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer ",
        "Authorization: Bearer",
        "Authorization: Digest crow_sk_a",
        "Authorization: Basic ###",
        "Authorization: Basic Y3Jvdw==",
        "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
        "Authorization: Bearer crow_sk_a b",
        "Authorization: Bearer crow_sk_a\u00e9",
        "X-API-Key: sk_live_1"
      })
  void answers401ToAnythingElse(String header) {
    assertThat(gateway.post(BATCH, "{}", header).status()).isEqualTo(401);
    assertThat(gateway.webIngest.received()).isEmpty();
  }

  @Test
  void refusesALongKeyWithoutAskingAuthService() {
    String key = "crow_sk_" + "a".repeat(9000);

    assertThat(gateway.post(BATCH, "{}", "Authorization: Bearer " + key).problem())
        .isEqualTo("401 invalid-key");
    assertThat(gateway.auth.timesAsked(key)).isZero();
  }

  @Test
  void refusesAKeyAuthServiceDoesNotKnowAndRemembersThat() {
    String key = "crow_sk_unknown";
    for (int i = 0; i < 3; i++) {
      assertThat(gateway.post(BATCH, "{}", "X-API-Key: " + key).problem())
          .isEqualTo("401 invalid-key");
    }

    assertThat(gateway.auth.timesAsked(key)).isEqualTo(1);
  }

  @Test
  void asksOnceForAKeyItKnowsAndGoesOnWhenAuthServiceIsDown() {
    String key = gateway.auth.secretKey();
    gateway.post(BATCH, "{}", "X-API-Key: " + key);
    gateway.auth.down(true);

    assertThat(gateway.post(BATCH, "{}", "X-API-Key: " + key).status()).isEqualTo(202);
    assertThat(gateway.auth.timesAsked(key)).isEqualTo(1);
  }

  @Test
  void letsNobodyNewInWhileAuthServiceIsDown() {
    String key = gateway.auth.secretKey();
    gateway.auth.down(true);

    Gateway.Answer answer = gateway.post(BATCH, "{}", "X-API-Key: " + key);

    assertThat(answer.problem()).isEqualTo("503 service-unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(gateway.webIngest.received()).isEmpty();
    gateway.auth.down(false);
    assertThat(gateway.post(BATCH, "{}", "X-API-Key: " + key).status()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/ledger", "/api/v1/receipts/1", "/api/v1/interactions"})
  void letsPublishableKeysOnlySendEvents(String path) {
    String key = gateway.auth.writeKey();

    assertThat(gateway.get(path, "X-API-Key: " + key).problem())
        .isEqualTo("403 insufficient-scope");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
