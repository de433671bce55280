package dev.crow.auth.key;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Ends any organization's key, for operators. Tokens made from one live on until they expire. */
@RestController
class KeyController {

  private final ManagingKeys keys;

  KeyController(ManagingKeys keys) {
    this.keys = keys;
  }

  @PostMapping("/internal/keys/{id}/revoke")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable String id) {
    keys.revoke(id);
  }
}
