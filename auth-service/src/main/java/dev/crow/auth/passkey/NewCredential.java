package dev.crow.auth.passkey;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a browser answers to {@link CreationOptions}: {@code PublicKeyCredential.toJSON()}, of which
 * browsers send more with each version. All of it is hostile until verified.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
record NewCredential(
    @NotNull @Size(max = 1400) String id,
    @NotNull @Size(max = 20) String type,
    @NotNull @Valid Response response) {

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Response(
      @NotNull @Size(max = 8000) String clientDataJSON,
      @NotNull @Size(max = 64_000) String attestationObject,
      @Nullable @Size(max = 10) Set<@NotNull @Size(max = 20) String> transports) {
    @Override
    public String toString() {
      return "Response[]";
    }
  }

  @Override
  public String toString() {
    return "NewCredential[]";
  }
}
