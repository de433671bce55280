package dev.crow.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.security.KeyPair;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JwksKeySourceTests {

  private final KeyPair first = TestTokens.keyPair();
  private final KeyPair second = TestTokens.keyPair();
  private final MutableClock clock = new MutableClock();
  private final FakeIssuer issuer = new FakeIssuer(TestTokens.jwks("a", first));
  private final JwksKeySource keys = new JwksKeySource(issuer.uri(), clock);

  @AfterEach
  void close() {
    keys.close();
    issuer.close();
  }

  @Test
  void fetchesLateAndOnce() {
    assertThat(issuer.fetches()).isZero();
    assertThat(keys.find("a")).isEqualTo(first.getPublic());
    assertThat(keys.find("a")).isEqualTo(first.getPublic());
    assertThat(issuer.fetches()).isOne();
  }

  @Test
  void asksAgainForAnUnknownKeyAtMostEveryFiveSeconds() {
    keys.find("a");
    issuer.answer(200, TestTokens.jwks("b", second));
    for (int i = 0; i < 50; i++) {
      assertThat(keys.find("b")).isNull();
    }
    assertThat(issuer.fetches()).isOne();
    clock.advance(Duration.ofSeconds(5));
    assertThat(keys.find("b")).isEqualTo(second.getPublic());
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void asksAgainAfterItsClockWasSetBack() {
    assertThat(keys.find("unknown")).isNull();
    clock.advance(Duration.ofHours(-3));
    assertThat(keys.find("unknown")).isNull();
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void forgetsAWithdrawnKey() {
    keys.find("a");
    issuer.answer(200, TestTokens.jwks("b", second));
    clock.advance(Duration.ofSeconds(60));
    assertThat(keys.find("a")).isNull();
  }

  @Test
  void keepsKnownKeysWhileTheIssuerIsAwayAndFailsClosedForOthers() {
    keys.find("a");
    issuer.answer(500, "");
    clock.advance(Duration.ofMinutes(6));
    assertThat(keys.find("a")).isEqualTo(first.getPublic());
    assertUnavailable("b");
    issuer.answer(200, TestTokens.jwks("b", second));
    clock.advance(Duration.ofSeconds(5));
    assertThat(keys.find("b")).isEqualTo(second.getPublic());
  }

  @Test
  void failsClosedWhenNobodyListensOrTheAnswerIsNoKeySet() {
    issuer.answer(200, "<html>");
    assertUnavailable("a");
    clock.advance(Duration.ofSeconds(5));
    issuer.answer(200, "x".repeat(100_000));
    assertUnavailable("a");
    clock.advance(Duration.ofSeconds(5));
    issuer.answer(302, "");
    assertUnavailable("a");
    clock.advance(Duration.ofSeconds(5));
    issuer.close();
    assertUnavailable("a");
  }

  @Test
  void takesOnlyEd25519KeysOutOfASet() {
    issuer.answer(
        200,
        """
        {"keys":[{"kty":"oct","k":"AAAA","kid":"s"},
        {"kty":"OKP","crv":"X25519","kid":"x","x":"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo"},
        %s"""
            .formatted(TestTokens.jwks("a", first).substring("{\"keys\":[".length())));
    assertThat(keys.find("a")).isEqualTo(first.getPublic());
    assertThat(keys.find("x")).isNull();
    assertThat(keys.find("s")).isNull();
  }

  private void assertUnavailable(String kid) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> keys.find(kid))
        .matches(e -> e.code() == ErrorCode.SERVICE_UNAVAILABLE)
        .matches(e -> e.retryAfter() != null);
  }
}
