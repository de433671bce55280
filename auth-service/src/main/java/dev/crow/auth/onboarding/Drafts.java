package dev.crow.auth.onboarding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the steps ask for. Kept as drafts until there is somebody to give them to. */
final class Drafts {

  private static final String NO_MARKUP = "[^\\p{Cntrl}<>]*";

  private Drafts() {}

  /** Who sets it up. */
  record Profile(
      @NotBlank @Size(max = 255) @Pattern(regexp = NO_MARKUP) String name,
      @Nullable @Pattern(regexp = "[+0-9 ()/.-]{3,40}") String phone,
      @Nullable @Size(max = 120) @Pattern(regexp = NO_MARKUP) String jobTitle) {}

  /** The organization; taking this draft founds it. */
  record Organization(
      @NotBlank @Size(max = 200) @Pattern(regexp = NO_MARKUP) String name,
      @Nullable @Size(max = 120) @Pattern(regexp = NO_MARKUP) String industry,
      @Nullable @Pattern(regexp = "1-10|11-50|51-200|201-1000|1001\\+") String size) {}

  /** What shall be paid for. */
  record Plan(@NotNull Modules modules, boolean payAsYouGo, @NotNull BillingPeriod billingPeriod) {}

  /** The channels that shall be connected. */
  record Modules(boolean web, boolean social, boolean cctv) {}

  /** How often a bill comes. */
  enum BillingPeriod {
    @JsonProperty("monthly")
    MONTHLY,
    @JsonProperty("annual")
    ANNUAL
  }

  /** Where the catalogue comes from. */
  record Products(
      @NotNull @Pattern(regexp = "csv|json|url") String sourceType,
      @NotBlank @Size(max = 2000) @Pattern(regexp = NO_MARKUP) String sourceValue) {}

  /** The channels that were connected. */
  record Sources(
      @NotEmpty @Size(max = 3) Set<@NotNull @Pattern(regexp = "web|social|cctv") String> types) {}

  /** Who shall be invited when all is done. */
  record Team(@NotEmpty @Size(max = 50) List<@NotNull @Size(max = 254) String> emails) {}
}
