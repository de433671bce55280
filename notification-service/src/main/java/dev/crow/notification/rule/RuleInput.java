package dev.crow.notification.rule;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A rule as people want it.
 *
 * @param name for people
 * @param enabled whether it tells anything; true if absent
 * @param watch what it looks at; it decides which of the others are needed
 * @param patterns of {@code PATTERNS}: which
 * @param metric of {@code BUDGET}: what is counted in a month
 * @param limit of {@code BUDGET}: told at 80 % and at 100 % of it; of {@code REFUSALS}: requests
 *     within an hour
 * @param hours of {@code SILENCE}: how long
 */
record RuleInput(
    @NotBlank @Size(max = 100) String name,
    @Nullable Boolean enabled,
    @NotNull Watch watch,
    @Nullable @Valid PatternFilter patterns,
    @Nullable Metric metric,
    @Nullable @Min(1) @Max(1_000_000_000_000L) Long limit,
    @Nullable @Min(1) @Max(720) Integer hours) {

  /** Something that has no effect is a mistake. */
  void check() {
    require("patterns", patterns, watch == Watch.PATTERNS, false);
    require("metric", metric, watch == Watch.BUDGET, true);
    require("limit", limit, watch == Watch.BUDGET || watch == Watch.REFUSALS, true);
    require("hours", hours, watch == Watch.SILENCE, true);
  }

  private void require(String field, @Nullable Object value, boolean belongs, boolean needed) {
    if (value != null && !belongs) {
      throw new ApiException(
              ErrorCode.VALIDATION_FAILED, "A rule on " + watch + " has no " + field + ".")
          .field(field);
    }
    if (value == null && belongs && needed) {
      throw new ApiException(
              ErrorCode.VALIDATION_FAILED, "A rule on " + watch + " needs " + field + ".")
          .field(field);
    }
  }

  boolean switchedOn() {
    return enabled == null || enabled;
  }
}
