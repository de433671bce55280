package dev.crow.auth.token;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the keys that internal tokens are verified with. */
@RestController
class JwksController {

  private static final CacheControl CACHING = CacheControl.maxAge(Duration.ofSeconds(60));

  private final SigningKeys keys;

  JwksController(SigningKeys keys) {
    this.keys = keys;
  }

  @GetMapping("/.well-known/jwks.json")
  ResponseEntity<Map<String, List<PublicKeyView>>> jwks() {
    return ResponseEntity.ok()
        .cacheControl(CACHING)
        .body(Map.of("keys", keys.published().stream().map(PublicKeyView::of).toList()));
  }

  /** The members of RFC 8037, listed one by one so that a private one cannot slip in. */
  record PublicKeyView(String kty, String crv, String x, String kid, String use, String alg) {
    static PublicKeyView of(SigningKey key) {
      return new PublicKeyView("OKP", "Ed25519", key.publicX(), key.id(), "sig", "EdDSA");
    }
  }
}
