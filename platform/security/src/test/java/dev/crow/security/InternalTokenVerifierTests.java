package dev.crow.security;

import static dev.crow.security.TestTokens.claims;
import static dev.crow.security.TestTokens.header;
import static dev.crow.security.TestTokens.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InternalTokenVerifierTests {

  private static final KeyPair KEYS = TestTokens.keyPair();
  private static final FakeIssuer ATTACKER = new FakeIssuer("{\"keys\":[]}");

  private final MutableClock clock = new MutableClock();
  private final Map<String, PublicKey> published =
      new HashMap<>(Map.of(TestTokens.KID, KEYS.getPublic()));
  private final InternalTokenVerifier verifier =
      new JwtInternalTokenVerifier(TestTokens.AUDIENCE, false, this::find, clock);

  @AfterAll
  static void close() {
    ATTACKER.close();
  }

  private @Nullable PublicKey find(String kid) {
    return published.get(kid);
  }

  private String valid() {
    return signed(header(), claims(clock.instant()), KEYS.getPrivate());
  }

  @Test
  void tellsTheCallerOfAValidToken() {
    Caller caller = verifier.verify(valid(), null);
    assertThat(caller)
        .isEqualTo(new Caller("o1", "k1", Caller.Kind.SECRET_KEY, Set.of("interactions:read")));
    assertThat(caller.may("interactions:read")).isTrue();
    assertThat(caller.may("events:write")).isFalse();
  }

  @Test
  void refusesATokenItKnowsWhenItsTimeIsOver() {
    String token = valid();
    verifier.verify(token, null);
    clock.advance(Duration.ofSeconds(329));
    verifier.verify(token, null);
    clock.advance(Duration.ofSeconds(2));
    assertRefused(token);
  }

  @Test
  void passesOnThatTheKeysCannotBeFetched() {
    InternalTokenVerifier cutOff =
        new JwtInternalTokenVerifier(
            TestTokens.AUDIENCE,
            false,
            _ -> {
              throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "away");
            },
            clock);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> cutOff.verify(valid(), null))
        .matches(e -> e.code() == ErrorCode.SERVICE_UNAVAILABLE);
  }

  static Stream<Arguments> forgeries() {
    return TokenForgeries.of(KEYS, new MutableClock().instant(), ATTACKER.uri().toString())
        .entrySet()
        .stream()
        .map(forgery -> Arguments.of(forgery.getKey(), forgery.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void refusesAForgery(String name, String token) {
    assertThat(verifier.verify(valid(), null)).isNotNull();
    assertRefused(token);
    assertThat(ATTACKER.fetches()).as(name).isZero();
  }

  @Test
  void knowsAtLeastSixtyForgeries() {
    assertThat(forgeries()).hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  void endsTheTokensOfAWithdrawnKey() {
    String token = valid();
    verifier.verify(token, null);
    published.clear();
    assertRefused(token);
    published.put(TestTokens.KID, TestTokens.keyPair().getPublic());
    assertRefused(token);
    published.put(TestTokens.KID, KEYS.getPublic());
    assertThat(verifier.verify(token, null)).isNotNull();
  }

  @Test
  void acceptsABoundTokenFromTheOneItIsBoundToOnly() {
    String bound =
        signed(
            header(),
            claims(clock.instant()).replace("}", ",\"cnf\":{\"x5t#S256\":\"print\"}}"),
            KEYS.getPrivate());
    assertThat(verifier.verify(bound, "print")).isNotNull();
    assertRefused(bound);
    assertRefused(bound, "another");
    assertRefused(valid(), "print");
    assertThat(verifier.verify(bound, "print")).isNotNull();
  }

  @Test
  void acceptsATokenWithoutExpiryOnlyWhereThatIsAllowed() {
    String claims = claims(clock.instant());
    String unlimited =
        signed(
            header(),
            claims.replace(",\"exp\":" + (clock.instant().getEpochSecond() + 300), ""),
            KEYS.getPrivate());
    assertRefused(unlimited);
    InternalTokenVerifier lenient =
        new JwtInternalTokenVerifier(TestTokens.AUDIENCE, true, this::find, clock);
    assertThat(lenient.verify(unlimited, null)).isNotNull();
    clock.advance(Duration.ofDays(400));
    assertThat(lenient.verify(unlimited, null)).isNotNull();
    published.clear();
    assertThatExceptionOfType(ApiException.class).isThrownBy(() -> lenient.verify(unlimited, null));
  }

  @Test
  void refusesEveryTokenWithOneCharacterChanged() {
    String token = valid();
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      int at = random.nextInt(token.length());
      char changed = (char) (33 + random.nextInt(94));
      if (changed != token.charAt(at)) {
        assertRefused(token.substring(0, at) + changed + token.substring(at + 1));
      }
    }
  }

  private void assertRefused(String token) {
    assertRefused(token, null);
  }

  private void assertRefused(String token, @Nullable String peer) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> verifier.verify(token, peer))
        .withMessage("The token is not valid for this service.")
        .matches(e -> e.code() == ErrorCode.INVALID_TOKEN);
  }
}
