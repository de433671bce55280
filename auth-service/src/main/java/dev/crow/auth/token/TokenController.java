package dev.crow.auth.token;

import dev.crow.auth.key.ApiKeys;
import dev.crow.auth.key.KeyHolder;
import dev.crow.contracts.Services;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.validation.Valid;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Exchanges an API key for an internal token. */
@RestController
class TokenController {

  private final ApiKeys keys;
  private final InternalTokenSigner signer;

  TokenController(ApiKeys keys, InternalTokenSigner signer) {
    this.keys = keys;
    this.signer = signer;
  }

  @PostMapping("/internal/tokens")
  ResponseEntity<TokenResponse> exchange(@Valid @RequestBody TokenRequest request) {
    if (!Services.ALL.contains(request.audience())) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "There is no such service.")
          .field("audience");
    }
    KeyHolder holder =
        keys.authenticate(request.credential())
            .orElseThrow(
                () -> new ApiException(ErrorCode.INVALID_KEY, "The API key is not valid."));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(TokenResponse.of(signer.sign(holder, request.audience()), holder));
  }
}
