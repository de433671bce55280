package dev.crow.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Makes tokens by hand, so that wrong ones can be made as well. */
final class TestTokens {

  static final String KID = "key-1";
  static final String AUDIENCE = "test-service";

  private TestTokens() {}

  static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String header() {
    return header(KID);
  }

  static String header(String kid) {
    return """
        {"alg":"EdDSA","typ":"crow-int+jwt","kid":"%s"}"""
        .formatted(kid);
  }

  static String claims(Instant now) {
    return claims(now, "\"interactions:read\"");
  }

  static String claims(Instant now, String permissions) {
    return """
        {"iss":"crow-auth","aud":"test-service","sub":"k1","org":"o1","kind":"SECRET_KEY",\
        "perm":[%s],"iat":%d,"exp":%d,"jti":"j1"}"""
        .formatted(permissions, now.getEpochSecond(), now.getEpochSecond() + 300);
  }

  static String signed(String header, String claims, PrivateKey key) {
    String input = encode(header) + "." + encode(claims);
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String jwks(String kid, KeyPair keys) {
    byte[] encoded = keys.getPublic().getEncoded();
    // The last 32 bytes of an Ed25519 SubjectPublicKeyInfo are the key itself.
    String x = encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    return """
        {"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":"%s","x":"%s"}]}"""
        .formatted(kid, x);
  }
}
