package dev.crow.auth.token;

import dev.crow.contracts.Services;
import dev.crow.security.PeerCertificate;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Exchanges a credential for an internal token. Over mutual TLS the token is bound to the
 * certificate of whoever asks, so that nobody else can use it.
 */
@RestController
class TokenController {

  private final Exchange exchange;
  private final InternalTokenSigner signer;

  TokenController(Exchange exchange, InternalTokenSigner signer) {
    this.exchange = exchange;
    this.signer = signer;
  }

  @PostMapping("/internal/tokens")
  ResponseEntity<TokenResponse> exchange(
      @Valid @RequestBody TokenRequest request, HttpServletRequest http) {
    if (!Services.ALL.contains(request.audience())) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "There is no such service.")
          .field("audience");
    }
    Grant grant = exchange.of(request.typeOrDefault(), request.credential());
    return answer(grant, request.audience(), http);
  }

  private ResponseEntity<TokenResponse> answer(
      Grant grant, String audience, HttpServletRequest http) {
    InternalTokenSigner.Signed signed =
        signer.sign(grant, audience, PeerCertificate.thumbprint(http));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(TokenResponse.of(signed, grant));
  }
}
