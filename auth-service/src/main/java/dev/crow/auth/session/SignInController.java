package dev.crow.auth.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.crow.auth.passkey.Assertion;
import dev.crow.auth.passkey.RequestOptions;
import dev.crow.auth.session.SigningIn.Outcome;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signs people in: by password, and with a second factor in a second step where one is needed, or
 * by passkey alone.
 */
@RestController
@RequiresPermission(Permissions.PUBLIC)
@Tag(name = "Sessions")
class SignInController {

  private final SigningIn signingIn;
  private final SessionProperties properties;

  SignInController(SigningIn signingIn, SessionProperties properties) {
    this.signingIn = signingIn;
    this.properties = properties;
  }

  @PostMapping("/api/v1/auth/sign-in/email")
  @Operation(summary = "Sign in; sets the session's cookies")
  ResponseEntity<Welcome> signIn(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent,
      @Valid @RequestBody SignIn request) {
    String page = OwnPage.of(request.redirect());
    Device device = Device.of(userAgent, caller.subject());
    Outcome outcome;
    if (request.email() != null && request.password() != null && request.challenge() == null) {
      outcome =
          signingIn.byPassword(
              request.email(),
              request.password(),
              Boolean.TRUE.equals(request.rememberMe()),
              caller.subject(),
              device);
    } else if (request.challenge() != null && request.code() != null && request.email() == null) {
      outcome = signingIn.byCode(request.challenge(), request.code(), caller.subject(), device);
    } else {
      throw new ApiException(
          ErrorCode.VALIDATION_FAILED,
          "Either e-mail and password are needed, or challenge and code.");
    }
    return welcome(outcome, page);
  }

  @PostMapping("/api/v1/auth/sign-in/passkey/options")
  @Operation(
      summary = "Begin to sign in with a passkey.",
      description =
          """
          The answer goes to PublicKeyCredential.parseRequestOptionsFromJSON() and
          navigator.credentials.get(). Without a challenge the person chooses the account on the
          device, so there is no address to ask for; with the challenge of a sign-in by password
          it is that sign-in's second factor.
          """)
  ResponseEntity<RequestOptions> options(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody PasskeyWanted request) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(signingIn.askForPasskey(request.challenge(), caller.subject()));
  }

  @PostMapping("/api/v1/auth/sign-in/passkey")
  @Operation(summary = "Sign in with what navigator.credentials.get() answered.")
  ResponseEntity<Welcome> passkey(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent,
      @Valid @RequestBody PasskeyShown request) {
    String page = OwnPage.of(request.redirect());
    Outcome outcome =
        signingIn.byPasskey(
            request.credential(),
            Boolean.TRUE.equals(request.rememberMe()),
            caller.subject(),
            Device.of(userAgent, caller.subject()));
    return welcome(outcome, page);
  }

  private ResponseEntity<Welcome> welcome(Outcome outcome, @Nullable String page) {
    String token = outcome.started().token();
    return ResponseEntity.ok()
        .headers(SessionCookies.set(token, outcome.remember(), properties.absolute()))
        .body(new Welcome(SessionCookies.csrf(token), page, SignedIn.of(outcome.account())));
  }

  /**
   * @param challenge of a sign-in that needs a second factor; null to sign in with the passkey
   *     alone
   */
  record PasskeyWanted(@Nullable @Size(max = 100) String challenge) {
    @Override
    public String toString() {
      return "PasskeyWanted[]";
    }
  }

  /**
   * @param rememberMe whether the session shall outlive the browser; a second factor keeps what was
   *     asked for with the password
   * @param redirect the page to open afterwards, if any
   */
  record PasskeyShown(
      @NotNull @Valid Assertion credential,
      @Nullable Boolean rememberMe,
      @Nullable String redirect) {}

  /** Either the first two, or challenge and code; with the page to open afterwards, if any. */
  record SignIn(
      @Nullable @Size(max = 1000) String email,
      @Nullable String password,
      @Nullable Boolean rememberMe,
      @Nullable @Size(max = 100) String challenge,
      @Nullable @Size(max = 100) String code,
      @Nullable String redirect) {
    @Override
    public String toString() {
      return "SignIn[]";
    }
  }

  /** What a page needs first. */
  record Welcome(
      String csrfToken,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String redirect,
      @JsonUnwrapped SignedIn signedIn) {
    @Override
    public String toString() {
      return "Welcome[]";
    }
  }
}
