package dev.crow.auth.token;

import dev.crow.contracts.Services;
import dev.crow.security.Caller;
import dev.crow.security.PeerCertificate;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Gives a service a token for one named operation, with nobody behind it. */
@RestController
class SystemTokenController {

  private final InternalTokenSigner signer;

  SystemTokenController(InternalTokenSigner signer) {
    this.signer = signer;
  }

  @PostMapping("/internal/system-tokens")
  ResponseEntity<TokenResponse> issue(
      @Valid @RequestBody SystemTokenRequest request, HttpServletRequest http) {
    if (!Services.ALL.contains(request.service())) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "There is no such service.")
          .field("service");
    }
    if (!PeerCertificate.isFor(request.service(), http)) {
      throw new ApiException(ErrorCode.FORBIDDEN, "A service asks for its own tokens only.");
    }
    Grant grant = Grant.of(callerOf(request), TokenProperties.OF_SYSTEM);
    InternalTokenSigner.Signed signed =
        signer.sign(grant, request.operation().audience(), PeerCertificate.thumbprint(http));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(TokenResponse.of(signed, grant));
  }

  private static Caller callerOf(SystemTokenRequest request) {
    return new Caller(
        request.organizationId() == null ? Caller.NO_ORGANIZATION : request.organizationId(),
        request.service(),
        Caller.Kind.SYSTEM,
        Set.of(request.operation().permission()),
        Map.of("operation", request.operation().name()));
  }
}
