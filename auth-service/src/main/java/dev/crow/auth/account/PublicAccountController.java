package dev.crow.auth.account;

import dev.crow.auth.password.PasswordHasher;
import dev.crow.auth.password.PasswordRules;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
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

/** What people do who are not signed in. The answers never tell whether an address is known. */
@RestController
@RequestMapping("/api/v1/auth")
@RequiresPermission(Permissions.PUBLIC)
@Tag(name = "Accounts")
class PublicAccountController {

  private static final int PER_ADDRESS = 5;
  private static final int PER_CLIENT = 30;

  private final Addresses addresses;
  private final PasswordRules rules;
  private final PasswordHasher hasher;
  private final SigningUp signingUp;
  private final ChangingPassword passwords;
  private final ChangingEmail emails;
  private final BehindTheAnswer behind;
  private final Throttle throttle;

  PublicAccountController(
      Addresses addresses,
      PasswordRules rules,
      PasswordHasher hasher,
      SigningUp signingUp,
      ChangingPassword passwords,
      ChangingEmail emails,
      BehindTheAnswer behind,
      Throttle throttle) {
    this.addresses = addresses;
    this.rules = rules;
    this.hasher = hasher;
    this.signingUp = signingUp;
    this.passwords = passwords;
    this.emails = emails;
    this.behind = behind;
    this.throttle = throttle;
  }

  @PostMapping("/sign-up/email")
  @Operation(
      summary = "Ask for an account; a mail to the address leads on, whether it is known or not")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void signUp(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Requests.SignUp request) {
    String email = addresses.check(request.email());
    String password = rules.check(request.password(), email);
    slowDown("sign-up", email, caller);
    signingUp.ask(email, request.name().strip(), hasher.hash(password));
  }

  @PostMapping("/resend-verification")
  @Operation(summary = "Send the mail of a sign-up again")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void resend(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody Requests.OfAddress request) {
    String email = addresses.plain(request.email());
    slowDown("resend", email, caller);
    behind.run("Mailing a link again", () -> signingUp.mailAgain(email));
  }

  @PostMapping("/verify-email")
  @Operation(summary = "Prove an address with the token of a mail")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void verify(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody Requests.OfToken request) {
    emails.confirm(request.token());
  }

  @PostMapping("/request-password-reset")
  @Operation(summary = "Ask for a mail that lets one set a new password")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void requestReset(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody Requests.OfAddress request) {
    String email = addresses.plain(request.email());
    slowDown("reset", email, caller);
    behind.run("Mailing a link for a new password", () -> passwords.askForReset(email));
  }

  @PostMapping("/reset-password")
  @Operation(summary = "Set a new password with the token of a mail; ends every session")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void reset(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Requests.Reset request) {
    passwords.reset(request.token(), request.password());
  }

  private void slowDown(String what, String email, Caller caller) {
    throttle.attempt(what + "\0" + caller.subject(), PER_CLIENT);
    throttle.attempt(what + "\0" + caller.subject() + "\0" + email, PER_ADDRESS);
  }
}
