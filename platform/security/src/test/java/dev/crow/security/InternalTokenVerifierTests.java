package dev.crow.security;

import static dev.crow.security.TestTokens.claims;
import static dev.crow.security.TestTokens.encode;
import static dev.crow.security.TestTokens.header;
import static dev.crow.security.TestTokens.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class InternalTokenVerifierTests {

  private static final KeyPair KEYS = TestTokens.keyPair();

  private final MutableClock clock = new MutableClock();
  private final List<String> asked = new ArrayList<>();
  private final InternalTokenVerifier verifier =
      new JwtInternalTokenVerifier(TestTokens.AUDIENCE, this::find, clock);

  private final FakeIssuer attacker = new FakeIssuer("{\"keys\":[]}");

  @AfterEach
  void noTokenMadeUsFetchAnything() {
    attacker.close();
    assertThat(attacker.fetches()).isZero();
  }

  private @Nullable PublicKey find(String kid) {
    asked.add(kid);
    return Map.of(TestTokens.KID, KEYS.getPublic()).get(kid);
  }

  private String valid() {
    return signed(header(), claims(clock.instant()), KEYS.getPrivate());
  }

  @Test
  void tellsTheCallerOfAValidToken() {
    Caller caller = verifier.verify(valid());
    assertThat(caller)
        .isEqualTo(new Caller("o1", "k1", Caller.Kind.SECRET_KEY, Set.of("interactions:read")));
    assertThat(caller.may("interactions:read")).isTrue();
    assertThat(caller.may("events:write")).isFalse();
  }

  @Test
  void verifiesATokenOnceAndRefusesItWhenItsTimeIsOver() {
    String token = valid();
    verifier.verify(token);
    clock.advance(Duration.ofSeconds(329));
    verifier.verify(token);
    assertThat(asked).hasSize(1);
    clock.advance(Duration.ofSeconds(2));
    assertRefused(token);
  }

  @Test
  void passesOnThatTheKeysCannotBeFetched() {
    InternalTokenVerifier cutOff =
        new JwtInternalTokenVerifier(
            TestTokens.AUDIENCE,
            _ -> {
              throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "away");
            },
            clock);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> cutOff.verify(valid()))
        .matches(e -> e.code() == ErrorCode.SERVICE_UNAVAILABLE);
  }

  @TestFactory
  List<DynamicTest> refusesForgedHeaders() {
    String url = attacker.uri().toString();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("alg none", header().replace("EdDSA", "none"));
    headers.put("alg None", header().replace("EdDSA", "None"));
    headers.put("alg nOnE", header().replace("EdDSA", "nOnE"));
    headers.put("alg absent", header().replace("\"alg\":\"EdDSA\",", ""));
    headers.put("alg null", header().replace("\"EdDSA\"", "null"));
    headers.put("alg eddsa", header().replace("EdDSA", "eddsa"));
    headers.put("alg Ed448", header().replace("EdDSA", "Ed448"));
    headers.put("alg ES256", header().replace("EdDSA", "ES256"));
    headers.put("alg RS256", header().replace("EdDSA", "RS256"));
    headers.put("alg as a list", header().replace("\"EdDSA\"", "[\"EdDSA\"]"));
    headers.put("typ JWT", header().replace("crow-int+jwt", "JWT"));
    headers.put("typ absent", header().replace("\"typ\":\"crow-int+jwt\",", ""));
    headers.put("kid absent", header().replace(",\"kid\":\"key-1\"", ""));
    headers.put("kid unknown", header("key-2"));
    headers.put("kid empty", header(""));
    headers.put("kid a path", header("../../dev/null"));
    headers.put("kid SQL", header("' OR 1=1--"));
    headers.put("kid a number", header().replace("\"key-1\"", "1"));
    headers.put("kid 2000 characters", header("a".repeat(2000)));
    headers.put("kid 1 MB", header("a".repeat(1_000_000)));
    headers.put("kid twice", plus("\"kid\":\"key-1\""));
    headers.put("jku", plus("\"jku\":\"" + url + "\""));
    headers.put("x5u", plus("\"x5u\":\"" + url + "\""));
    headers.put("x5c", plus("\"x5c\":[\"MIIB\"]"));
    headers.put("jwk", plus("\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}"));
    headers.put("crit unknown", plus("\"crit\":[\"crow\"],\"crow\":true"));
    headers.put("crit b64", plus("\"crit\":[\"b64\"],\"b64\":false"));
    headers.put("b64 false", plus("\"b64\":false"));
    headers.put("zip DEF", plus("\"zip\":\"DEF\""));
    headers.put("cty JWT", plus("\"cty\":\"JWT\""));
    headers.put("any other name", plus("\"a\":1"));
    headers.put("not an object", "[]");
    headers.put("not JSON", "nonsense");
    headers.put("empty", "");
    return refused(headers, header -> signed(header, claims(clock.instant()), KEYS.getPrivate()));
  }

  @TestFactory
  List<DynamicTest> refusesForgedClaims() {
    long now = clock.instant().getEpochSecond();
    String good = claims(clock.instant());
    Map<String, String> payloads = new LinkedHashMap<>();
    payloads.put("expired 31 s ago", good.replace("" + (now + 300), "" + (now - 31)));
    payloads.put("exp absent", good.replace(",\"exp\":" + (now + 300), ""));
    payloads.put("exp null", good.replace("" + (now + 300), "null"));
    payloads.put("exp a word", good.replace("" + (now + 300), "\"never\""));
    payloads.put("nbf 31 s ahead", good.replace("}", ",\"nbf\":" + (now + 31) + "}"));
    payloads.put("iat absent", good.replace("\"iat\":" + now + ",", ""));
    payloads.put("jti absent", good.replace(",\"jti\":\"j1\"", ""));
    payloads.put("aud of another service", good.replace("test-service", "other-service"));
    payloads.put("aud absent", good.replace("\"aud\":\"test-service\",", ""));
    payloads.put(
        "aud of two services", good.replace("\"test-service\"", "[\"test-service\",\"b\"]"));
    payloads.put("iss another", good.replace("crow-auth", "crow"));
    payloads.put("iss absent", good.replace("\"iss\":\"crow-auth\",", ""));
    payloads.put("sub absent", good.replace("\"sub\":\"k1\",", ""));
    payloads.put("sub blank", good.replace("\"k1\"", "\" \""));
    payloads.put("org absent", good.replace("\"org\":\"o1\",", ""));
    payloads.put("org blank", good.replace("\"o1\"", "\"\""));
    payloads.put("org an object", good.replace("\"o1\"", "{\"a\":1}"));
    payloads.put("org twice", good.replace("}", ",\"org\":\"o2\"}"));
    payloads.put("kind unknown", good.replace("SECRET_KEY", "ROOT"));
    payloads.put("kind absent", good.replace("\"kind\":\"SECRET_KEY\",", ""));
    payloads.put("perm a text", good.replace("[\"interactions:read\"]", "\"interactions:read\""));
    payloads.put("perm of numbers", good.replace("\"interactions:read\"", "1"));
    payloads.put("perm absent", good.replace("\"perm\":[\"interactions:read\"],", ""));
    payloads.put("not JSON", "nonsense");
    payloads.put("an array", "[]");
    payloads.put("empty", "");
    return refused(payloads, payload -> signed(header(), payload, KEYS.getPrivate()));
  }

  @TestFactory
  List<DynamicTest> refusesForgedForms() throws Exception {
    String token = valid();
    List<String> parts = List.of(token.split("\\.", -1));
    String head = parts.get(0);
    String body = parts.get(1);
    String signature = parts.get(2);
    String other = encode(claims(clock.instant()).replace("o1", "o2"));
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("another key of the same kid", foreign());
    tokens.put("another organization", head + "." + other + "." + signature);
    tokens.put("no signature", head + "." + body + ".");
    tokens.put("two parts", head + "." + body);
    tokens.put("signature all zero", head + "." + body + "." + encode(new byte[64]));
    tokens.put("signature cut", head + "." + body + "." + signature.substring(0, 40));
    tokens.put("signature longer", token + "AAAA");
    tokens.put("HS256 with the public key", hs256());
    tokens.put("unsigned, alg none", encode("{\"alg\":\"none\"}") + "." + body + ".");
    tokens.put("JWE", jwe());
    tokens.put("five parts", token + ".a.b");
    tokens.put("four parts", token + ".a");
    tokens.put("compressed", compressed());
    tokens.put("padded", token + "=");
    tokens.put("white space inside", head + ". " + body + "." + signature);
    tokens.put("JSON serialization", "{\"payload\":\"" + body + "\"}");
    tokens.put("empty", "");
    tokens.put("dots", "..");
    tokens.put("NUL", "\0");
    tokens.put("not ASCII", "é.é.é");
    tokens.put("100 KB", "a".repeat(100_000));
    tokens.put("a key", "crow_sk_0123456789");
    return refused(tokens, t -> t);
  }

  @Test
  void refusesEveryTokenWithOneCharacterChanged() {
    String token = valid();
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      int at = random.nextInt(token.length() - 1);
      char changed = (char) (33 + random.nextInt(94));
      if (changed != token.charAt(at)) {
        assertRefused(token.substring(0, at) + changed + token.substring(at + 1));
      }
    }
  }

  private List<DynamicTest> refused(
      Map<String, String> mutants, java.util.function.UnaryOperator<String> token) {
    assertThat(verifier.verify(valid())).isNotNull();
    return mutants.entrySet().stream()
        .map(
            m ->
                DynamicTest.dynamicTest(m.getKey(), () -> assertRefused(token.apply(m.getValue()))))
        .toList();
  }

  private void assertRefused(String token) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> verifier.verify(token))
        .withMessage("The token is not valid for this service.")
        .matches(e -> e.code() == ErrorCode.INVALID_TOKEN);
  }

  private static String plus(String member) {
    return header().replace("}", "," + member + "}");
  }

  private String foreign() {
    return signed(header(), claims(clock.instant()), TestTokens.keyPair().getPrivate());
  }

  private String hs256() throws GeneralSecurityException {
    String input =
        encode(header().replace("EdDSA", "HS256")) + "." + encode(claims(clock.instant()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEYS.getPublic().getEncoded(), "HmacSHA256"));
    return input + "." + encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String jwe() {
    return encode(
            """
            {"alg":"dir","enc":"A256GCM","typ":"crow-int+jwt","kid":"key-1"}""")
        + ".."
        + encode(new byte[12])
        + "."
        + encode(new byte[32])
        + "."
        + encode(new byte[16]);
  }

  private String compressed() throws IOException, GeneralSecurityException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(claims(Instant.now(clock)).getBytes(StandardCharsets.UTF_8));
    }
    String input = encode(plus("\"zip\":\"DEF\"")) + "." + encode(out.toByteArray());
    java.security.Signature signature = java.security.Signature.getInstance("Ed25519");
    signature.initSign(KEYS.getPrivate());
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + encode(signature.sign());
  }
}
