package dev.crow.auth.organization;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param name for people; no control characters
 * @param allowedOrigins web origins the write key may be used from; null or empty means any
 */
record NewOrganization(
    @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String name,
    @Nullable @Size(max = 50)
        List<
                @NotNull @Size(max = 300) @Pattern(regexp = "https?://[a-z0-9.-]+(:[0-9]{1,5})?")
                String>
            allowedOrigins) {

  List<String> origins() {
    return allowedOrigins == null ? List.of() : allowedOrigins;
  }
}
