package dev.crow.auth.key;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param name for people; no control characters
 * @param kind what sort of key
 * @param permissions of a secret key, what it shall do; of a write key absent, as it has but one
 * @param allowedOrigins of a write key, the web origins it may be used from; absent or empty means
 *     any
 * @param expiresAt when it ends; absent means never
 * @param dailyCap most requests a day; absent means any number
 */
record NewKey(
    @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*") String name,
    @NotNull KeyKind kind,
    @Nullable @Size(max = 50) List<@NotNull String> permissions,
    @Nullable @Size(max = 50) List<@NotNull String> allowedOrigins,
    @Nullable Instant expiresAt,
    @Nullable @Min(1) @Max(1_000_000_000_000L) Long dailyCap) {

  List<String> wantedPermissions() {
    return permissions == null ? List.of() : permissions;
  }

  List<String> origins() {
    return allowedOrigins == null ? List.of() : allowedOrigins;
  }
}
