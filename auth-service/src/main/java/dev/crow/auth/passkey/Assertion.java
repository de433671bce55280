package dev.crow.auth.passkey;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a browser answers to {@link RequestOptions}: {@code PublicKeyCredential.toJSON()}, of which
 * browsers send more with each version. All of it is hostile until verified.
 *
 * @param id the credential's, base64url
 * @param type always {@code public-key}
 * @param response what was signed, and the signature
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
public record Assertion(
    @NotNull @Size(max = 1400) String id,
    @NotNull @Size(max = 20) String type,
    @NotNull @Valid Response response) {

  /**
   * Bytes as base64url.
   *
   * @param clientDataJSON what the browser says of the page and the challenge
   * @param authenticatorData what the authenticator says of itself and the person
   * @param signature over both
   * @param userHandle whose it is, if the authenticator knows
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Response(
      @NotNull @Size(max = 8000) String clientDataJSON,
      @NotNull @Size(max = 8000) String authenticatorData,
      @NotNull @Size(max = 4000) String signature,
      @Nullable @Size(max = 100) String userHandle) {
    @Override
    public String toString() {
      return "Response[]";
    }
  }

  @Override
  public String toString() {
    return "Assertion[]";
  }
}
