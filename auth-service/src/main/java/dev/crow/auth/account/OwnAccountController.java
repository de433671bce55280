package dev.crow.auth.account;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people change about how they sign in. Each change needs a proof that it is them. */
@RestController
@RequestMapping("/api/v1/auth")
@RequiresPermission(Permissions.SELF_MANAGE)
@Tag(name = "Accounts")
class OwnAccountController {

  private final Accounts accounts;
  private final OwnProof proof;
  private final Addresses addresses;
  private final ChangingPassword passwords;
  private final ChangingEmail emails;

  OwnAccountController(
      Accounts accounts,
      OwnProof proof,
      Addresses addresses,
      ChangingPassword passwords,
      ChangingEmail emails) {
    this.accounts = accounts;
    this.proof = proof;
    this.addresses = addresses;
    this.passwords = passwords;
    this.emails = emails;
  }

  @PostMapping("/change-password")
  @Operation(summary = "Change my password; ends my other sessions")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void changePassword(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody Requests.ChangePassword request) {
    passwords.change(caller, accounts.of(caller), request.currentPassword(), request.newPassword());
  }

  @DeleteMapping("/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Go on without a password, by passkeys alone.",
      description = "Needs a passkey, and a sign-in or confirmation within the last minutes.")
  void removePassword(@AuthenticationPrincipal Caller caller) {
    Account account = accounts.of(caller);
    proof.require(caller, account, null);
    passwords.remove(account);
  }

  @PostMapping("/change-email")
  @Operation(summary = "Ask for another address; it counts once its mail is answered")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void changeEmail(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody Requests.ChangeEmail request) {
    Account account = accounts.of(caller);
    String email = addresses.check(request.email());
    proof.require(caller, account, request.password());
    emails.ask(account, email);
  }
}
