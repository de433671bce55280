package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Forged internal tokens, shown to the gateway and, with a service's certificate, to services. */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedTokenTests {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<InternalDoor.Place, String> genuine = new LinkedHashMap<>();
  private final KeyPair foreign = keyPair();
  private RunningSuite suite;
  private InternalDoor door;

  @BeforeAll
  void populate(RunningSuite running) {
    suite = running;
    door = new InternalDoor(running);
    Person owner =
        Person.owner(running, "forged" + UUID.randomUUID().toString().substring(0, 8) + ".example");
    for (InternalDoor.Place place : InternalDoor.PLACES) {
      genuine.put(place, door.token(owner.session(), "SESSION", place.service()));
    }
  }

  /** Without this, everything below could be refused for another reason. */
  @Test
  void aGenuineTokenIsAccepted() {
    genuine.forEach(
        (place, token) ->
            assertThat(door.get(place, token).statusCode()).as(place.service()).isEqualTo(200));
  }

  @Test
  void aTokenForOneServiceIsRefusedByEveryOther() {
    genuine.forEach(
        (place, token) ->
            InternalDoor.PLACES.stream()
                .filter(other -> !other.equals(place))
                .forEach(other -> assertRefused(other.service(), door.get(other, token))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void noServiceAcceptsAForgery(String name, Map<String, Object> row) {
    genuine.forEach(
        (place, token) -> assertRefused(place.service(), door.get(place, forged(token, row))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void theGatewayTakesNoTokenForACredential(String name, Map<String, Object> row) {
    Api api = suite.api();
    genuine.forEach(
        (place, token) -> assertRefused("gateway", api.readAs(place.path(), forged(token, row))));
  }

  private static void assertRefused(String by, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(by + ": " + answer.body()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  private String forged(String token, Map<String, Object> row) {
    String[] parts = token.split("\\.", -1);
    if (row.containsKey("raw")) {
      return row.get("raw")
          .toString()
          .replace("{head}", parts[0])
          .replace("{body}", parts[1])
          .replace("{sign}", parts[2]);
    }
    String input =
        changed(parts[0], row.get("header")) + "." + changed(parts[1], row.get("claims"));
    return input + "." + signature(input, parts[2], row.getOrDefault("signature", "keep"));
  }

  private String changed(String part, @Nullable Object changes) {
    if (!(changes instanceof Map<?, ?> members)) {
      return part;
    }
    ObjectNode object = (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(part));
    members.forEach(
        (name, value) -> {
          if (value == null) {
            object.remove(name.toString());
          } else {
            object.set(name.toString(), JSON.valueToTree(value));
          }
        });
    return encoded(
        object.toString().replace("{foreign}", publicKey()).getBytes(StandardCharsets.UTF_8));
  }

  private String signature(String input, String genuine, Object how) {
    byte[] bytes = Base64.getUrlDecoder().decode(genuine);
    try {
      return switch (how.toString()) {
        case "keep" -> genuine;
        case "none" -> "";
        case "zero" -> encoded(new byte[bytes.length]);
        case "cut" -> genuine.substring(0, genuine.length() / 2);
        case "longer" -> genuine + "AAAA";
        case "swapped" -> encoded(swapped(bytes));
        case "hs256" -> hs256(input);
        case "foreign" -> foreign(input);
        default -> throw new IllegalArgumentException(how.toString());
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] swapped(byte[] signature) {
    byte[] other = Arrays.copyOfRange(signature, signature.length / 2, signature.length * 3 / 2);
    System.arraycopy(signature, 0, other, signature.length / 2, signature.length / 2);
    return other;
  }

  /** The issuer's public key is no secret, so it must not do as one. */
  private String hs256(String input) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(door.publicKeys().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return encoded(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
  }

  private String foreign(String input) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(foreign.getPrivate());
    signer.update(input.getBytes(StandardCharsets.US_ASCII));
    return encoded(signer.sign());
  }

  private String publicKey() {
    byte[] encoded = foreign.getPublic().getEncoded();
    return encoded(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  private static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static Stream<Object[]> forgeries() throws IOException {
    try (InputStream in = ForgedTokenTests.class.getResourceAsStream("/access/forgeries.yml")) {
      List<Map<String, Object>> rows = new Yaml().load(in);
      return rows.stream().map(row -> new Object[] {row.get("name"), row});
    }
  }
}
