package dev.crow.security;

import static dev.crow.security.TestTokens.claims;
import static dev.crow.security.TestTokens.encode;
import static dev.crow.security.TestTokens.header;
import static dev.crow.security.TestTokens.signed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that nobody may accept, each wrong in one way, by name. All that can be are signed with
 * the issuer's real key, so that nothing but the one thing is wrong with them.
 */
final class TokenForgeries {

  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final KeyPair keys;
  private final Instant now;

  private TokenForgeries(KeyPair keys, Instant now) {
    this.keys = keys;
    this.now = now;
  }

  /**
   * @param keys the issuer's
   * @param now when they shall be refused
   * @param attacker an address that must not be asked
   */
  static Map<String, String> of(KeyPair keys, Instant now, String attacker) {
    TokenForgeries forgeries = new TokenForgeries(keys, now);
    forgeries.headers(attacker);
    forgeries.claimSets();
    forgeries.confirmations();
    try {
      forgeries.forms();
      forgeries.signatures();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
    return forgeries.tokens;
  }

  private void headers(String url) {
    ofHeader("alg none", header().replace("EdDSA", "none"));
    ofHeader("alg None", header().replace("EdDSA", "None"));
    ofHeader("alg nOnE", header().replace("EdDSA", "nOnE"));
    ofHeader("alg absent", header().replace("\"alg\":\"EdDSA\",", ""));
    ofHeader("alg null", header().replace("\"EdDSA\"", "null"));
    ofHeader("alg eddsa", header().replace("EdDSA", "eddsa"));
    ofHeader("alg Ed448", header().replace("EdDSA", "Ed448"));
    ofHeader("alg ES256", header().replace("EdDSA", "ES256"));
    ofHeader("alg RS256", header().replace("EdDSA", "RS256"));
    ofHeader("alg as a list", header().replace("\"EdDSA\"", "[\"EdDSA\"]"));
    ofHeader("typ JWT", header().replace("crow-int+jwt", "JWT"));
    ofHeader("typ absent", header().replace("\"typ\":\"crow-int+jwt\",", ""));
    ofHeader("kid absent", header().replace(",\"kid\":\"key-1\"", ""));
    ofHeader("kid unknown", header("key-2"));
    ofHeader("kid empty", header(""));
    ofHeader("kid a path", header("../../dev/null"));
    ofHeader("kid SQL", header("' OR 1=1--"));
    ofHeader("kid a number", header().replace("\"key-1\"", "1"));
    ofHeader("kid 2000 characters", header("a".repeat(2000)));
    ofHeader("kid 1 MB", header("a".repeat(1_000_000)));
    ofHeader("kid twice", plus("\"kid\":\"key-1\""));
    ofHeader("jku", plus("\"jku\":\"" + url + "\""));
    ofHeader("x5u", plus("\"x5u\":\"" + url + "\""));
    ofHeader("x5c", plus("\"x5c\":[\"MIIB\"]"));
    ofHeader("jwk", plus("\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}"));
    ofHeader("crit unknown", plus("\"crit\":[\"crow\"],\"crow\":true"));
    ofHeader("crit b64", plus("\"crit\":[\"b64\"],\"b64\":false"));
    ofHeader("b64 false", plus("\"b64\":false"));
    ofHeader("zip DEF", plus("\"zip\":\"DEF\""));
    ofHeader("cty JWT", plus("\"cty\":\"JWT\""));
    ofHeader("any other name", plus("\"a\":1"));
    ofHeader("not an object", "[]");
    ofHeader("not JSON", "nonsense");
    ofHeader("empty", "");
    ofHeader("typ of public tokens", header().replace("crow-int+jwt", "crow-pub+jwt"));
    ofHeader("typ with a prefix", header().replace("crow-int+jwt", "application/crow-int+jwt"));
    ofHeader("typ in capitals", header().replace("crow-int+jwt", "CROW-INT+JWT"));
    ofHeader("alg twice", plus("\"alg\":\"none\""));
    ofHeader("kid with NUL", header("key-1\\u0000"));
    ofHeader("x5t#S256", plus("\"x5t#S256\":\"AA\""));
  }

  private void claimSets() {
    long now = this.now.getEpochSecond();
    String good = claims(this.now);
    ofClaims("expired 31 s ago", good.replace("" + (now + 300), "" + (now - 31)));
    ofClaims("exp absent", good.replace(",\"exp\":" + (now + 300), ""));
    ofClaims("exp null", good.replace("" + (now + 300), "null"));
    ofClaims("exp a word", good.replace("" + (now + 300), "\"never\""));
    ofClaims("nbf 31 s ahead", good.replace("}", ",\"nbf\":" + (now + 31) + "}"));
    ofClaims("iat absent", good.replace("\"iat\":" + now + ",", ""));
    ofClaims("jti absent", good.replace(",\"jti\":\"j1\"", ""));
    ofClaims("aud of another service", good.replace("test-service", "other-service"));
    ofClaims("aud absent", good.replace("\"aud\":\"test-service\",", ""));
    ofClaims("aud of two services", good.replace("\"test-service\"", "[\"test-service\",\"b\"]"));
    ofClaims("iss another", good.replace("crow-auth", "crow"));
    ofClaims("iss absent", good.replace("\"iss\":\"crow-auth\",", ""));
    ofClaims("sub absent", good.replace("\"sub\":\"k1\",", ""));
    ofClaims("sub blank", good.replace("\"k1\"", "\" \""));
    ofClaims("org absent", good.replace("\"org\":\"o1\",", ""));
    ofClaims("org blank", good.replace("\"o1\"", "\"\""));
    ofClaims("org an object", good.replace("\"o1\"", "{\"a\":1}"));
    ofClaims("org twice", good.replace("}", ",\"org\":\"o2\"}"));
    ofClaims("kind unknown", good.replace("SECRET_KEY", "ROOT"));
    ofClaims("kind absent", good.replace("\"kind\":\"SECRET_KEY\",", ""));
    ofClaims("perm a text", good.replace("[\"interactions:read\"]", "\"interactions:read\""));
    ofClaims("perm of numbers", good.replace("\"interactions:read\"", "1"));
    ofClaims("perm absent", good.replace("\"perm\":[\"interactions:read\"],", ""));
    ofClaims("not JSON", "nonsense");
    ofClaims("an array", "[]");
    ofClaims("empty", "");
    ofClaims("exp negative", good.replace("" + (now + 300), "-1"));
    ofClaims("exp a date in words", good.replace("" + (now + 300), "\"2999-01-01\""));
    ofClaims("exp twice", good.replace("}", ",\"exp\":" + (now + 9999) + "}"));
    ofClaims("perm null", good.replace("[\"interactions:read\"]", "null"));
    ofClaims("perm nested", good.replace("\"interactions:read\"", "[\"interactions:read\"]"));
    ofClaims("attr a text", good.replace("}", ",\"attr\":\"role\"}"));
    ofClaims("attr of numbers", good.replace("}", ",\"attr\":{\"a\":1}}"));
    ofClaims("kind in small letters", good.replace("SECRET_KEY", "secret_key"));
  }

  private void confirmations() {
    String good = claims(now);
    ofClaims("bound to a certificate that is not shown", cnf(good, "{\"x5t#S256\":\"AA\"}"));
    ofClaims("bound to a key", cnf(good, "{\"jkt\":\"AA\"}"));
    ofClaims("bound to two things", cnf(good, "{\"x5t#S256\":\"AA\",\"jkt\":\"AA\"}"));
    ofClaims("bound to nothing", cnf(good, "{}"));
    ofClaims("bound to a text", cnf(good, "\"AA\""));
  }

  private void forms() throws GeneralSecurityException, IOException {
    String token = signed(header(), claims(now), keys.getPrivate());
    List<String> parts = List.of(token.split("\\.", -1));
    String head = parts.get(0);
    String body = parts.get(1);
    String signature = parts.get(2);
    String other = encode(claims(now).replace("o1", "o2"));
    ofToken("another key of the same kid", foreign());
    ofToken("another organization", head + "." + other + "." + signature);
    ofToken("no signature", head + "." + body + ".");
    ofToken("two parts", head + "." + body);
    ofToken("signature all zero", head + "." + body + "." + encode(new byte[64]));
    ofToken("signature cut", head + "." + body + "." + signature.substring(0, 40));
    ofToken("signature longer", token + "AAAA");
    ofToken("HS256 with the public key", hs256());
    ofToken("unsigned, alg none", encode("{\"alg\":\"none\"}") + "." + body + ".");
    ofToken("JWE", jwe());
    ofToken("five parts", token + ".a.b");
    ofToken("four parts", token + ".a");
    ofToken("compressed", compressed());
    ofToken("padded", token + "=");
    ofToken("white space inside", head + ". " + body + "." + signature);
    ofToken("JSON serialization", "{\"payload\":\"" + body + "\"}");
    ofToken("empty", "");
    ofToken("dots", "..");
    ofToken("NUL", "\0");
    ofToken("not ASCII", "é.é.é");
    ofToken("100 KB", "a".repeat(100_000));
    ofToken("a key", "crow_sk_0123456789");
    char last = signature.charAt(85);
    ofToken(
        "another spelling of the signature",
        token.substring(0, token.length() - 1) + (char) (last + 1));
  }

  private void signatures() throws GeneralSecurityException {
    String input = encode(header()) + "." + encode(claims(now));
    String good = signed(header(), claims(now), keys.getPrivate());
    byte[] ed25519 = Base64.getUrlDecoder().decode(good.substring(good.lastIndexOf('.') + 1));
    ofToken("signature with the order added", input + "." + encode(plusOrder(ed25519)));
    String es256 = encode(header().replace("EdDSA", "ES256")) + "." + encode(claims(now));
    byte[] tooLarge = new byte[64];
    java.util.Arrays.fill(tooLarge, (byte) 0xff);
    ofToken("ES256 with r and s zero", es256 + "." + encode(new byte[64]));
    ofToken("ES256 with r and s too large", es256 + "." + encode(tooLarge));
    KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
    curve.initialize(new ECGenParameterSpec("secp256r1"));
    Signature ecdsa = Signature.getInstance("SHA256withECDSA");
    ecdsa.initSign(curve.generateKeyPair().getPrivate());
    ecdsa.update(es256.getBytes(StandardCharsets.US_ASCII));
    ofToken("ES256 in DER", es256 + "." + encode(ecdsa.sign()));
  }

  /** S + L is the same number modulo the order L of the curve; RFC 8032 forbids it. */
  private static byte[] plusOrder(byte[] signature) {
    BigInteger order =
        BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    byte[] bigEndian = new byte[32];
    for (int i = 0; i < 32; i++) {
      bigEndian[i] = signature[63 - i];
    }
    byte[] sum = new BigInteger(1, bigEndian).add(order).toByteArray();
    byte[] changed = signature.clone();
    for (int i = 0; i < 32; i++) {
      changed[32 + i] = i < sum.length ? sum[sum.length - 1 - i] : 0;
    }
    return changed;
  }

  private void ofHeader(String name, String header) {
    ofToken("header: " + name, signed(header, claims(now), keys.getPrivate()));
  }

  private void ofClaims(String name, String claims) {
    ofToken("claims: " + name, signed(header(), claims, keys.getPrivate()));
  }

  private void ofToken(String name, String token) {
    if (tokens.put(name, token) != null) {
      throw new IllegalStateException(name + " is there twice");
    }
  }

  private static String cnf(String claims, String confirmation) {
    return claims.replace("}", ",\"cnf\":" + confirmation + "}");
  }

  private static String plus(String member) {
    return header().replace("}", "," + member + "}");
  }

  private String foreign() {
    return signed(header(), claims(now), TestTokens.keyPair().getPrivate());
  }

  private String hs256() throws GeneralSecurityException {
    String input = encode(header().replace("EdDSA", "HS256")) + "." + encode(claims(now));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256"));
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
      deflater.write(claims(now).getBytes(StandardCharsets.UTF_8));
    }
    String input = encode(plus("\"zip\":\"DEF\"")) + "." + encode(out.toByteArray());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(keys.getPrivate());
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + encode(signature.sign());
  }
}
