package dev.crow.auth.passkey;

import dev.crow.auth.account.Accounts;
import dev.crow.auth.account.RecentSignIn;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

/** A person's own passkeys. */
@RestController
@RequestMapping(PasskeyController.PATH)
@RequiresPermission(Permissions.SELF_MANAGE)
@Tag(name = "Passkeys")
class PasskeyController {

  static final String PATH = "/api/v1/auth/passkeys";

  private final EnrollingPasskey enrolling;
  private final Accounts accounts;
  private final RecentSignIn recent;

  PasskeyController(EnrollingPasskey enrolling, Accounts accounts, RecentSignIn recent) {
    this.enrolling = enrolling;
    this.accounts = accounts;
    this.recent = recent;
  }

  @PostMapping("/options")
  @Operation(
      summary = "Begin to add a passkey.",
      description =
          """
          The answer goes to PublicKeyCredential.parseCreationOptionsFromJSON() and
          navigator.credentials.create(). Needs a sign-in or confirmation within the last minutes.
          """)
  ResponseEntity<CreationOptions> options(@AuthenticationPrincipal Caller caller) {
    recent.require(caller);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(enrolling.begin(accounts.of(caller)));
  }

  @PostMapping
  @Operation(
      summary = "Add a passkey.",
      description =
          """
          From now on the password alone does not suffice. With the first second factor come ten
          recovery codes, shown this once.
          """)
  ResponseEntity<Added> add(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody Add request) {
    recent.require(caller);
    EnrollingPasskey.Enrolled made =
        enrolling.finish(accounts.of(caller), request.name().strip(), request.credential());
    return ResponseEntity.created(URI.create(PATH + "/" + made.passkey().id()))
        .cacheControl(CacheControl.noStore())
        .body(new Added(View.of(made.passkey()), made.recoveryCodes()));
  }

  @GetMapping
  @Operation(summary = "List the passkeys, oldest first.")
  List<View> list(@AuthenticationPrincipal Caller caller) {
    return enrolling.list(accounts.of(caller)).stream().map(View::of).toList();
  }

  @PatchMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Rename a passkey.")
  void rename(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Valid @RequestBody Rename request) {
    if (!enrolling.rename(accounts.of(caller), id, request.name().strip())) {
      throw EnrollingPasskey.absent();
    }
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Remove a passkey, unless it is the only way to sign in.",
      description = "Needs a sign-in or confirmation within the last minutes.")
  void remove(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    recent.require(caller);
    enrolling.delete(accounts.of(caller), id);
  }

  private static final String NO_MARKUP = "[[^\\p{C}\\p{Zl}\\p{Zp}<>]\\u200c\\u200d]*";

  record Add(
      @NotBlank @Size(max = 100) @Pattern(regexp = NO_MARKUP) String name,
      @NotNull @Valid NewCredential credential) {}

  record Rename(@NotBlank @Size(max = 100) @Pattern(regexp = NO_MARKUP) String name) {}

  /**
   * @param passkey the new one
   * @param recoveryCodes shown this once; empty if there are some already
   */
  record Added(View passkey, List<String> recoveryCodes) {
    @Override
    public String toString() {
      return "Added[]";
    }
  }

  /**
   * @param backedUp whether it is on several devices of its owner
   * @param lastUsed when somebody last signed in with it
   */
  record View(
      String id, String name, boolean backedUp, Instant createdAt, @Nullable Instant lastUsed) {
    static View of(Passkey passkey) {
      return new View(
          passkey.id(),
          passkey.name(),
          passkey.backedUp(),
          passkey.createdAt(),
          passkey.lastUsed());
    }
  }
}
