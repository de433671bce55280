package dev.crow.auth.key;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is absent stays as it is.
 *
 * @param name for people; no control characters
 * @param allowedOrigins of a write key, all the web origins it may be used from; empty means any
 * @param dailyCap most requests a day; 0 means any number
 */
record ChangedKey(
    @Nullable @Size(min = 1, max = 100) @Pattern(regexp = "(?=.*\\S)\\P{Cntrl}*") String name,
    @Nullable @Size(max = 50) List<@NotNull String> allowedOrigins,
    @Nullable @Min(0) @Max(1_000_000_000_000L) Long dailyCap) {}
