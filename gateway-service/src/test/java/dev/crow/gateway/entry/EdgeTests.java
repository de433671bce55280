package dev.crow.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.Gateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway that knows its name, behind a proxy on this machine, asked over TLS only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeTests {

  private static final String LIMITS = "crow.gateway.limits.";

  @SuppressWarnings("NullAway.Init")
  private Gateway gateway;

  @BeforeAll
  void start() {
    gateway =
        new Gateway(
            "crow.gateway.hosts=api.crow.example",
            "crow.gateway.strict-transport=true",
            "crow.gateway.trusted-proxies=127.0.0.0/8",
            LIMITS + "auth.per-address=1/1h burst 5",
            LIMITS + "auth.per-network=1/1h burst 20",
            LIMITS + "public.per-address=1/1h burst 4",
            LIMITS + "api.per-address=100000/1m");
  }

  @BeforeEach
  void reset() {
    gateway.webIngest.reset();
    gateway.auth.accounts.reset();
  }

  @AfterAll
  void stop() throws Exception {
    gateway.close();
  }

  private Gateway.Answer signIn(String forwardedFor) {
    return gateway.post(
        "/api/v1/auth/sign-in/email",
        "{}",
        "Host: api.crow.example",
        "Content-Type: application/json",
        "X-Forwarded-For: " + forwardedFor);
  }

  @ParameterizedTest
  @CsvSource({
    "api.crow.example, 202",
    "API.crow.example:443, 202",
    "evil.example, 421",
    "api.crow.example.evil.example, 421",
    "127.0.0.1, 421"
  })
  void answersToItsNameOnly(String host, int status) {
    Gateway.Answer answer =
        gateway.get("/api/v1/ledger", "Host: " + host, "X-API-Key: " + gateway.auth.secretKey());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(gateway.webIngest.received()).hasSize(status == 202 ? 1 : 0);
    if (status == 421) {
      assertThat(answer.problem()).isEqualTo("421 misdirected-request");
    }
  }

  @Test
  void tellsItsHealthUnderAnyName() {
    assertThat(gateway.get("/actuator/health/liveness", "Host: 10.0.0.1").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/ledger", "/nowhere", "/actuator/health", "/api/v1/%zz", "/api/../v1"})
  void everyAnswerTellsBrowsersToKeepOut(String path) {
    Gateway.Answer answer =
        gateway.get(path, "Host: api.crow.example", "X-Forwarded-For: 198.51.100.77");

    assertThat(answer.header("Strict-Transport-Security"))
        .isEqualTo("max-age=31536000; includeSubDomains; preload");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Permissions-Policy")).contains("camera=()");
    assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
  }

  @Test
  void aServicesOwnSecurityHeadersDoNotDoubleThem() {
    gateway.webIngest.answer(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Security-Policy", "default-src *");
          exchange.getResponseHeaders().add("X-Frame-Options", "SAMEORIGIN");
          exchange.sendResponseHeaders(204, -1);
        });

    Gateway.Answer answer =
        gateway.get(
            "/api/v1/ledger", "Host: api.crow.example", "X-API-Key: " + gateway.auth.secretKey());

    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.headers().get("Content-Security-Policy")).hasSize(1);
  }

  @Test
  void theProxysWordCountsWhateverStandsToTheLeftOfIt() {
    for (int i = 0; i < 5; i++) {
      assertThat(signIn("10.0.0." + i + ", 203.0.113.9").status()).isEqualTo(202);
    }
    assertThat(gateway.auth.accounts.last().header("X-Crow-Client-Address"))
        .isEqualTo("203.0.113.9");
    assertThat(signIn("10.0.0.9, 203.0.113.9").problem()).isEqualTo("429 rate-limited");
    assertThat(signIn("10.0.0.9, 203.0.113.10").status()).isEqualTo(202);
  }

  @Test
  void aThousandAddressesOfOneNetworkShareABucket() {
    long granted = 0;
    for (int i = 0; i < 1000; i++) {
      granted += signIn("2001:db8:7:7::" + Integer.toHexString(i)).status() == 202 ? 1 : 0;
    }

    assertThat(granted).isEqualTo(5);
  }

  @Test
  void manyAddressesOfOneNeighbourhoodShareOneToo() {
    long granted = 0;
    for (int i = 0; i < 30; i++) {
      granted += signIn("198.51.100." + i).status() == 202 ? 1 : 0;
    }

    assertThat(granted).isEqualTo(20);
    assertThat(signIn("198.51.100.99").body()).contains("\"scope\":\"network\"");
  }

  @Test
  void searchingForPathsIsLimitedAndSaysSo() {
    String[] headers = {"Host: api.crow.example", "X-Forwarded-For: 192.0.2.7"};
    Gateway.Answer first = gateway.get("/wp-login.php", headers);
    gateway.get("/.env", headers);
    gateway.get("/v3/api-docs", headers);
    gateway.get("/admin", headers);
    Gateway.Answer refused = gateway.get("/admin", headers);

    assertThat(first.status()).isEqualTo(404);
    assertThat(first.header("RateLimit")).contains("\"address\";r=3");
    assertThat(refused.problem()).isEqualTo("429 rate-limited");
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(gateway.get("/actuator/health/readiness", headers).status()).isEqualTo(200);
  }
}
