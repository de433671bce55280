package dev.crow.auth.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.crow.auth.session.SigningIn.Outcome;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Signs people in: by password, and with a code in a second step where one is needed. */
@RestController
@RequiresPermission(Permissions.PUBLIC)
class SignInController {

  private final SigningIn signingIn;
  private final SessionProperties properties;

  SignInController(SigningIn signingIn, SessionProperties properties) {
    this.signingIn = signingIn;
    this.properties = properties;
  }

  @PostMapping("/api/v1/auth/sign-in/email")
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
    String token = outcome.started().token();
    return ResponseEntity.ok()
        .headers(SessionCookies.set(token, outcome.remember(), properties.absolute()))
        .body(new Welcome(SessionCookies.csrf(token), page, SignedIn.of(outcome.account())));
  }

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
