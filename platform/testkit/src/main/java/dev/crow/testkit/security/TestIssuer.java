package dev.crow.testkit.security;

import com.sun.net.httpserver.HttpServer;
import dev.crow.security.Caller;
import dev.crow.security.InternalTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Stands in for auth-service in a service's own tests: signs internal tokens and publishes its key
 * over HTTP. Point {@code crow.security.jwks-uri} at {@link #jwksUri()}.
 */
public final class TestIssuer implements AutoCloseable {

  private static final String KEY_ID = "test-key";
  private static final String HEADER =
      "{\"alg\":\"EdDSA\",\"typ\":\"%s\",\"kid\":\"%s\"}".formatted(InternalTokens.TYPE, KEY_ID);

  private final KeyPair keys;
  private final HttpServer server;

  private TestIssuer(KeyPair keys, HttpServer server) {
    this.keys = keys;
    this.server = server;
  }

  /**
   * @return an issuer with a key of its own, already answering
   */
  public static TestIssuer start() {
    try {
      KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] jwks = jwks(keys).getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, jwks.length);
            exchange.getResponseBody().write(jwks);
            exchange.close();
          });
      server.start();
      return new TestIssuer(keys, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has Ed25519", e);
    }
  }

  /**
   * @return where its key set is
   */
  public String jwksUri() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
  }

  /**
   * @param audience name of the service that shall accept it
   * @param organizationId whose
   * @param kind sort of key behind the request
   * @param permissions what it may do
   * @return a token good for five minutes
   */
  public String token(
      String audience, String organizationId, Caller.Kind kind, List<String> permissions) {
    return token(
        audience, new Caller(organizationId, "test-caller", kind, Set.copyOf(permissions)));
  }

  /**
   * @param audience name of the service that shall accept it
   * @param caller whom it speaks for
   * @return a token good for five minutes
   */
  public String token(String audience, Caller caller) {
    return sign(encode(HEADER) + "." + encode(claims(audience, caller)));
  }

  /**
   * Tokens that no service may accept, each wrong in one way and otherwise as {@link #token}; all
   * that can be are signed with the real key.
   *
   * @param audience name of the service that shall refuse them
   * @param caller whom they claim to speak for
   * @return by name
   */
  public Map<String, String> forgeries(String audience, Caller caller) {
    String good = claims(audience, caller);
    long now = Instant.now().getEpochSecond();
    String expiry = "\"exp\":" + good.replaceAll(".*\"exp\":([0-9]+).*", "$1");
    Map<String, String> forged = new LinkedHashMap<>();
    forged.put("alg none", withHeader(HEADER.replace("EdDSA", "none"), good));
    forged.put("alg HS256", withHeader(HEADER.replace("EdDSA", "HS256"), good));
    forged.put("typ of another token", withHeader(HEADER.replace("crow-int", "crow-pub"), good));
    forged.put("kid unknown", withHeader(HEADER.replace(KEY_ID, "other"), good));
    forged.put("kid a path", withHeader(HEADER.replace(KEY_ID, "../../dev/null"), good));
    forged.put("jku", withHeader(HEADER.replace("}", ",\"jku\":\"" + jwksUri() + "\"}"), good));
    forged.put(
        "jwk",
        withHeader(
            HEADER.replace("}", ",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}}"),
            good));
    forged.put("crit", withHeader(HEADER.replace("}", ",\"crit\":[\"x\"],\"x\":1}"), good));
    forged.put("zip", withHeader(HEADER.replace("}", ",\"zip\":\"DEF\"}"), good));
    forged.put("expired", withClaims(good.replace(expiry, "\"exp\":" + (now - 60))));
    forged.put("without expiry", withClaims(good.replace("," + expiry, "")));
    forged.put(
        "not yet valid", withClaims(good.replace(expiry, expiry + ",\"nbf\":" + (now + 250))));
    forged.put("another issuer", withClaims(good.replace(InternalTokens.ISSUER, "evil")));
    forged.put("another service", withClaims(good.replace("\"" + audience + "\"", "\"other\"")));
    forged.put(
        "organization twice", withClaims(good.replace(expiry, expiry + ",\"org\":\"other\"")));
    forged.put(
        "bound to a certificate",
        withClaims(good.replace(expiry, expiry + ",\"cnf\":{\"x5t#S256\":\"AA\"}")));
    String token = withClaims(good);
    int signature = token.lastIndexOf('.') + 1;
    forged.put("no signature", token.substring(0, signature));
    forged.put("signature all zero", token.substring(0, signature) + encode(new byte[64]));
    forged.put("five parts", token + ".a.b");
    return forged;
  }

  private String withHeader(String header, String claims) {
    return sign(encode(header) + "." + encode(claims));
  }

  private String withClaims(String claims) {
    return withHeader(HEADER, claims);
  }

  private static String claims(String audience, Caller caller) {
    long now = Instant.now().getEpochSecond();
    return """
        {"iss":"%s","aud":"%s","sub":"%s","org":"%s","kind":"%s","perm":[%s],\
        "attr":{%s},"iat":%d,"exp":%d,"jti":"%s"}"""
        .formatted(
            InternalTokens.ISSUER,
            audience,
            caller.subject(),
            caller.organizationId(),
            caller.kind(),
            caller.permissions().stream().map(p -> '"' + p + '"').collect(Collectors.joining(",")),
            caller.attributes().entrySet().stream()
                .map(e -> "\"%s\":\"%s\"".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining(",")),
            now,
            now + 300,
            UUID.randomUUID());
  }

  private String sign(String input) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Signing failed", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static String jwks(KeyPair keys) {
    byte[] encoded = keys.getPublic().getEncoded();
    // The last 32 bytes of an Ed25519 SubjectPublicKeyInfo are the key itself.
    String x = encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    return """
        {"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":"%s","x":"%s"}]}"""
        .formatted(KEY_ID, x);
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
