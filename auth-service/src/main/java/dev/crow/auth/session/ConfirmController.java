package dev.crow.auth.session;

import dev.crow.auth.account.Account;
import dev.crow.auth.account.Accounts;
import dev.crow.auth.passkey.Assertion;
import dev.crow.auth.passkey.Passkeys;
import dev.crow.auth.passkey.RequestOptions;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows once more who is signed in, for changes that an open screen must not be enough for. */
@RestController
@RequestMapping("/api/v1/auth/session")
@RequiresPermission(Permissions.SELF_MANAGE)
@Tag(name = "Passkeys")
class ConfirmController {

  private final Confirming confirming;
  private final Accounts accounts;
  private final Passkeys passkeys;

  ConfirmController(Confirming confirming, Accounts accounts, Passkeys passkeys) {
    this.confirming = confirming;
    this.accounts = accounts;
    this.passkeys = passkeys;
  }

  @PostMapping("/confirm-options")
  @Operation(summary = "Begin to confirm the session with a passkey.")
  ResponseEntity<RequestOptions> options(@AuthenticationPrincipal Caller caller) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(passkeys.askAgain(accounts.of(caller)));
  }

  @PostMapping("/confirm")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Confirm the session, with the password or with a passkey.")
  void confirm(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Confirm request) {
    Account account = accounts.of(caller);
    if (request.password() != null && request.credential() == null) {
      accounts.requirePassword(account, request.password());
    } else if (request.credential() != null && request.password() == null) {
      passkeys.confirm(account, request.credential());
    } else {
      throw new ApiException(
          ErrorCode.VALIDATION_FAILED, "Either the password is needed, or a passkey's answer.");
    }
    confirming.confirm(caller, account);
  }

  /** One of the two. */
  record Confirm(@Nullable String password, @Nullable @Valid Assertion credential) {
    @Override
    public String toString() {
      return "Confirm[]";
    }
  }
}
