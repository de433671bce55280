package dev.crow.auth.factor;

import dev.crow.auth.account.Account;
import dev.crow.auth.account.Accounts;
import dev.crow.auth.account.OwnProof;
import dev.crow.auth.account.Throttle;
import dev.crow.auth.factor.EnrollingFactor.Enrolment;
import dev.crow.auth.factor.EnrollingFactor.Status;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's own second factor. */
@RestController
@RequestMapping("/api/v1/auth/second-factor")
@RequiresPermission(Permissions.SELF_MANAGE)
@Tag(name = "Second factor")
class FactorController {

  private static final int ATTEMPTS = 5;

  private final EnrollingFactor enrolling;
  private final Accounts accounts;
  private final OwnProof proof;
  private final Throttle throttle;

  FactorController(
      EnrollingFactor enrolling, Accounts accounts, OwnProof proof, Throttle throttle) {
    this.enrolling = enrolling;
    this.accounts = accounts;
    this.proof = proof;
    this.throttle = throttle;
  }

  @GetMapping
  @Operation(summary = "Whether a second factor is on")
  Status status(@AuthenticationPrincipal Caller caller) {
    return enrolling.status(accounts.of(caller));
  }

  @PostMapping("/enrol")
  @Operation(summary = "Begin with a second factor: the secret for an authenticator app")
  ResponseEntity<Enrolment> enrol(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody OfPassword request) {
    Account account = accounts.of(caller);
    proof.require(caller, account, request.password());
    return secret(enrolling.begin(account));
  }

  @PostMapping("/confirm")
  @Operation(
      summary = "Turn the second factor on with its first code; answers recovery codes, once")
  ResponseEntity<Recovery> confirm(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody OfCode request) {
    throttle.attempt("confirm-factor\0" + caller.subject(), ATTEMPTS);
    return secret(new Recovery(enrolling.confirm(accounts.of(caller), request.code())));
  }

  @PostMapping("/disable")
  @Operation(summary = "Turn the second factor off")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void disable(@AuthenticationPrincipal Caller caller, @Valid @RequestBody OfPassword request) {
    Account account = accounts.of(caller);
    proof.require(caller, account, request.password());
    enrolling.end(account);
  }

  @PostMapping("/recovery-codes")
  @Operation(summary = "Make ten new recovery codes, which end the old ones; shown this once")
  ResponseEntity<Recovery> renew(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody OfPassword request) {
    Account account = accounts.of(caller);
    proof.require(caller, account, request.password());
    return secret(new Recovery(enrolling.renew(account)));
  }

  private static <T> ResponseEntity<T> secret(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }

  /** The password, unless the session was confirmed within the last minutes. */
  record OfPassword(@Nullable String password) {
    @Override
    public String toString() {
      return "OfPassword[]";
    }
  }

  record OfCode(@NotNull @Size(max = 20) String code) {
    @Override
    public String toString() {
      return "OfCode[]";
    }
  }

  record Recovery(List<String> recoveryCodes) {
    @Override
    public String toString() {
      return "Recovery[]";
    }
  }
}
