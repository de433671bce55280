package dev.crow.auth.key;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Ends keys. Tokens made from one live on until they expire. */
@RestController
class KeyController {

  private final KeyStore store;
  private final Clock clock;

  KeyController(KeyStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @PostMapping("/internal/keys/{id}/revoke")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable String id) {
    if (!store.revoke(id, clock.instant())) {
      throw new ApiException(ErrorCode.NOT_FOUND, "There is no such key.");
    }
  }
}
