package dev.crow.auth.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Replaces the signing key, for operators. */
@RestController
class SigningKeyController {

  private final SigningKeys keys;

  SigningKeyController(SigningKeys keys) {
    this.keys = keys;
  }

  @PostMapping("/internal/signing-keys/rotate")
  PublishedKeys rotate(@RequestBody(required = false) @Nullable RotateKeys request) {
    if (request != null && request.endAllTokens()) {
      keys.replaceAll();
    } else {
      keys.rotate();
    }
    String signing = keys.current().id();
    return new PublishedKeys(
        signing,
        keys.published().stream()
            .map(key -> new PublishedKey(key.id(), key.signsFrom(), key.publishedUntil()))
            .toList());
  }

  /**
   * @param endAllTokens true if a key may have leaked: every token ends, as soon as services ask
   *     for the keys again, which they do at least once a minute
   */
  record RotateKeys(boolean endAllTokens) {}

  /**
   * @param signing id of the key that signs now
   * @param keys all that are published
   */
  record PublishedKeys(String signing, List<PublishedKey> keys) {}

  /**
   * @param id names it
   * @param signsFrom when it signs, or began to
   * @param publishedUntil when its last token has expired; null if no other follows
   */
  record PublishedKey(String id, Instant signsFrom, @Nullable Instant publishedUntil) {}
}
