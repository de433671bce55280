package dev.crow.auth;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser and its authenticator, by the letter of WebAuthn (ES256, no attestation); each part of
 * what they say can be made wrong.
 */
final class SoftAuthenticator {

  static final int PRESENT = 0x01;
  static final int VERIFIED = 0x04;
  private static final int HAS_KEY = 0x40;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final KeyPair key;
  byte[] credentialId = new byte[32];
  String origin = "http://localhost:8000";
  String domain = "localhost";
  int flags = PRESENT | VERIFIED;
  long count = 1;
  boolean crossOrigin;
  String userHandle = "";

  SoftAuthenticator() {
    new SecureRandom().nextBytes(credentialId);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      key = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** What {@code navigator.credentials.create()} answers, as JSON. */
  String create(JsonNode options) {
    userHandle = options.at("/user/id").asString();
    byte[] attestation =
        join(
            new byte[] {(byte) 0xa3},
            text("fmt"),
            text("none"),
            text("attStmt"),
            new byte[] {(byte) 0xa0},
            text("authData"),
            bytes(authenticatorData(true)));
    return credential(
        Map.of(
            "clientDataJSON",
            ENCODER.encodeToString(clientData("webauthn.create", options)),
            "attestationObject",
            ENCODER.encodeToString(attestation),
            "transports",
            java.util.List.of("internal", "hybrid"),
            "publicKeyAlgorithm",
            -7));
  }

  /** What {@code navigator.credentials.get()} answers, as JSON. Counts up. */
  String get(JsonNode options) {
    count++;
    byte[] client = clientData("webauthn.get", options);
    byte[] authenticator = authenticatorData(false);
    return credential(
        Map.of(
            "clientDataJSON",
            ENCODER.encodeToString(client),
            "authenticatorData",
            ENCODER.encodeToString(authenticator),
            "signature",
            ENCODER.encodeToString(signed(join(authenticator, sha256(client)))),
            "userHandle",
            userHandle));
  }

  String id() {
    return ENCODER.encodeToString(credentialId);
  }

  private String credential(Map<String, Object> response) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", id());
    all.put("rawId", id());
    all.put("type", "public-key");
    all.put("authenticatorAttachment", "platform");
    all.put("clientExtensionResults", Map.of());
    all.put("response", response);
    return JSON.writeValueAsString(all);
  }

  private byte[] clientData(String type, JsonNode options) {
    return """
    {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":%s}"""
        .formatted(type, options.path("challenge").asString(), origin, crossOrigin)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] authenticatorData(boolean withKey) {
    byte[] head =
        ByteBuffer.allocate(37)
            .put(sha256(domain.getBytes(StandardCharsets.UTF_8)))
            .put((byte) (withKey ? flags | HAS_KEY : flags))
            .putInt((int) count)
            .array();
    return withKey
        ? join(
            head,
            new byte[16],
            ByteBuffer.allocate(2).putShort((short) credentialId.length).array(),
            credentialId,
            publicKey())
        : head;
  }

  /** The COSE form: EC2, ES256, P-256, and the point. */
  private byte[] publicKey() {
    ECPublicKey open = (ECPublicKey) key.getPublic();
    return join(
        new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32},
        coordinate(open.getW().getAffineX().toByteArray()),
        new byte[] {0x22, 0x58, 32},
        coordinate(open.getW().getAffineY().toByteArray()));
  }

  private static byte[] coordinate(byte[] number) {
    byte[] fixed = new byte[32];
    int length = Math.min(32, number.length);
    System.arraycopy(number, number.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private byte[] signed(byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] text(String text) {
    byte[] letters = text.getBytes(StandardCharsets.UTF_8);
    return join(new byte[] {(byte) (0x60 | letters.length)}, letters);
  }

  private static byte[] bytes(byte[] content) {
    return join(new byte[] {0x59, (byte) (content.length >> 8), (byte) content.length}, content);
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
