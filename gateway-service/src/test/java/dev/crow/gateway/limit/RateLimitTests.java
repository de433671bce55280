package dev.crow.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.Gateway;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitTests {

  private static final String PREFIX = "crow.gateway.limits.";

  @SuppressWarnings("NullAway.Init")
  private Gateway gateway;

  @BeforeAll
  void start() {
    gateway =
        new Gateway(
            PREFIX + "ingest.per-credential=1/1h burst 3",
            PREFIX + "ingest.per-organization=1/1h burst 4",
            PREFIX + "api.per-address=1/1h burst 5");
  }

  @BeforeEach
  void reset() {
    gateway.webIngest.reset();
  }

  @AfterAll
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void countsDownAndThenRefusesAKey() {
    String key = gateway.auth.writeKey();

    Gateway.Answer first = post(key);
    post(key);
    post(key);
    Gateway.Answer refused = post(key);

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.header("RateLimit-Policy"))
        .contains("\"credential\";q=3;w=10800")
        .contains("\"organization\";q=4;w=14400");
    assertThat(first.header("RateLimit"))
        .contains("\"credential\";r=2;t=3600")
        .contains("\"organization\";r=3;t=3600");
    assertThat(refused.problem()).isEqualTo("429 rate-limited");
    assertThat(refused.body()).contains("\"scope\":\"credential\"");
    assertThat(refused.header("RateLimit")).contains("\"credential\";r=0;t=3");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3500, 3600);
    assertThat(gateway.webIngest.received()).hasSize(3);
    assertThat(post(gateway.auth.writeKey()).status()).isEqualTo(202);
  }

  @Test
  void countsAllKeysOfAnOrganizationTogether() {
    String one = gateway.auth.secretKey("shared");
    String other = gateway.auth.secretKey("shared");

    post(one);
    post(one);
    post(other);
    post(other);
    Gateway.Answer refused = post(other);

    assertThat(refused.problem()).isEqualTo("429 rate-limited");
    assertThat(refused.body()).contains("\"scope\":\"organization\"");
  }

  @Test
  void countsTheSocketsAddressWhateverTheHeadersSay() {
    for (int i = 0; i < 5; i++) {
      assertThat(read(i).status()).isEqualTo(401);
    }

    assertThat(read(6).problem()).isEqualTo("429 rate-limited");
  }

  @Test
  void refusesBeforeTheBodyIsSent() {
    String key = gateway.auth.writeKey();
    post(key);
    post(key);
    post(key);
    AtomicBoolean sent = new AtomicBoolean();
    EntityTemplate body =
        new EntityTemplate(
            1 << 20,
            null,
            null,
            out -> {
              sent.set(true);
              out.write(new byte[1 << 20]);
            });

    Gateway.Answer refused = gateway.sendIfWanted("/batch", body, "X-API-Key: " + key);

    assertThat(refused.problem()).isEqualTo("429 rate-limited");
    assertThat(sent).isFalse();
  }

  @Test
  void holdsAKeyToItsDailyCap() {
    String key = gateway.auth.cappedKey(2);
    post(key);
    Gateway.Answer last = post(key);
    Gateway.Answer refused = post(key);

    assertThat(last.status()).isEqualTo(202);
    assertThat(last.header("RateLimit-Policy")).contains("\"day\";q=2;w=86400");
    assertThat(refused.problem()).isEqualTo("429 quota-exceeded");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 86_400);
  }

  @Test
  void guessingKeysLocksNoKnownKeyOut() throws Exception {
    try (Gateway strict = new Gateway(PREFIX + "ingest.per-stranger=1/1h burst 5")) {
      strict.webIngest.reset();
      guessUntilRefused(strict);
    }
  }

  private static void guessUntilRefused(Gateway strict) {
    String known = strict.auth.writeKey();
    assertThat(post(strict, known).status()).isEqualTo(202);

    Gateway.Answer guess = post(strict, "crow_pk_guess0");
    for (int i = 1; guess.status() == 401; i++) {
      guess = post(strict, "crow_pk_guess" + i);
    }

    assertThat(guess.problem()).isEqualTo("429 rate-limited");
    assertThat(guess.body()).contains("\"scope\":\"stranger\"");
    assertThat(strict.post("/batch", "{}").status()).isEqualTo(429);
    assertThat(post(strict, known).status()).isEqualTo(202);
  }

  private static Gateway.Answer post(Gateway at, String key) {
    return at.post("/batch", "{}", "X-API-Key: " + key);
  }

  private Gateway.Answer post(String key) {
    return gateway.post("/batch", "{}", "X-API-Key: " + key);
  }

  private Gateway.Answer read(int i) {
    return gateway.get(
        "/api/v1/ledger",
        "X-Forwarded-For: 10.0.0." + i,
        "Forwarded: for=10.0.0." + i,
        "X-Real-IP: 10.0.0." + i);
  }
}
