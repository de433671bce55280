package dev.crow.auth.key;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** An organization's API keys. */
@RestController
@RequestMapping(ApiKeyController.PATH)
@RequiresPermission(Permissions.API_KEYS_MANAGE)
@Tag(name = "API keys")
class ApiKeyController {

  static final String PATH = "/api/v1/auth/api-keys";

  private final ManagingKeys keys;

  ApiKeyController(ManagingKeys keys) {
    this.keys = keys;
  }

  @PostMapping
  @Operation(summary = "Make a key. The answer is the only place that ever shows it.")
  ResponseEntity<IssuedKey> create(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody NewKey request) {
    IssuedKey made = keys.create(caller, request);
    return ResponseEntity.created(URI.create(PATH + "/" + made.details().id()))
        .cacheControl(CacheControl.noStore())
        .body(made);
  }

  @GetMapping
  @Operation(summary = "List the newest keys, ended ones too.")
  KeyList list(@AuthenticationPrincipal Caller caller) {
    return new KeyList(keys.list(caller));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show a key, without its secret.")
  KeyDetails get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return keys.get(caller, id);
  }

  @PatchMapping("/{id}")
  @Operation(summary = "Change a key's name, origins or daily cap.")
  KeyDetails change(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Valid @RequestBody ChangedKey request) {
    return keys.change(caller, id, request);
  }

  @PostMapping("/{id}/rotate")
  @Operation(summary = "Give a key a new secret; the present one works until the overlap ends.")
  ResponseEntity<IssuedKey> rotate(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Valid @RequestBody Rotation request) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(keys.rotate(caller, id, Duration.ofMinutes(request.overlapMinutes())));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "End a key for good.")
  void revoke(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    keys.revoke(caller, id);
  }
}
