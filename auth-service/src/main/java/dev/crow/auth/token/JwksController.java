package dev.crow.auth.token;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the key that internal tokens are verified with. */
@RestController
class JwksController {

  private static final CacheControl CACHING = CacheControl.maxAge(Duration.ofSeconds(60));

  private final Map<String, List<PublicKeyView>> keys;

  JwksController(SigningKey key) {
    this.keys = Map.of("keys", List.of(PublicKeyView.of(key)));
  }

  @GetMapping("/.well-known/jwks.json")
  ResponseEntity<Map<String, List<PublicKeyView>>> jwks() {
    return ResponseEntity.ok().cacheControl(CACHING).body(keys);
  }

  /** The members of RFC 8037, listed one by one so that a private one cannot slip in. */
  record PublicKeyView(String kty, String crv, String x, String kid, String use, String alg) {
    static PublicKeyView of(SigningKey key) {
      Map<String, ?> jwk = key.publicKey();
      return new PublicKeyView(
          "OKP", "Ed25519", String.valueOf(jwk.get("x")), key.id(), "sig", "EdDSA");
    }
  }
}
