package dev.crow.auth.account;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people change about how they sign in. Each change needs the password once more. */
@RestController
@RequestMapping("/api/v1/auth")
@RequiresPermission(Permissions.SELF_MANAGE)
@Tag(name = "Accounts")
class OwnAccountController {

  private final Accounts accounts;
  private final Addresses addresses;
  private final ChangingPassword passwords;
  private final ChangingEmail emails;

  OwnAccountController(
      Accounts accounts, Addresses addresses, ChangingPassword passwords, ChangingEmail emails) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.passwords = passwords;
    this.emails = emails;
  }

  @PostMapping("/change-password")
  @Operation(summary = "Change my password; ends my other sessions")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void changePassword(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody Requests.ChangePassword request) {
    passwords.change(
        accountOf(caller),
        request.currentPassword(),
        request.newPassword(),
        caller.attributes().getOrDefault("session", ""));
  }

  @PostMapping("/change-email")
  @Operation(summary = "Ask for another address; it counts once its mail is answered")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void changeEmail(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody Requests.ChangeEmail request) {
    Account account = accountOf(caller);
    String email = addresses.check(request.email());
    accounts.requirePassword(account, request.password());
    emails.ask(account, email);
  }

  private Account accountOf(Caller caller) {
    return accounts
        .find(caller.organizationId(), caller.subject())
        .orElseThrow(() -> new ApiException(ErrorCode.SESSION_ENDED, "Sign in again."));
  }
}
