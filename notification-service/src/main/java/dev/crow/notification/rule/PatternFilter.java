package dev.crow.notification.rule;

import dev.crow.contracts.pattern.v1.PatternDiscovered;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which patterns; without a condition, all of them.
 *
 * @param kinds such as {@code friction}
 * @param statuses such as {@code new}
 * @param periods such as {@code week}
 * @param productIds at least one of them is concerned
 * @param leastConfidence 0 to 1
 */
record PatternFilter(
    @Nullable @Size(max = 20) List<@NotNull @Pattern(regexp = "[a-z_]{1,30}") String> kinds,
    @Nullable @Size(max = 10) List<@NotNull @Pattern(regexp = "[a-z_]{1,30}") String> statuses,
    @Nullable @Size(max = 10)
        List<@NotNull @Pattern(regexp = "day|week|month|year|all_time") String> periods,
    @Nullable @Size(max = 100) List<@NotNull @Size(max = 128) String> productIds,
    @Nullable @DecimalMin("0") @DecimalMax("1") Double leastConfidence) {

  boolean admits(PatternDiscovered pattern) {
    return holds(kinds, pattern.kind())
        && holds(statuses, pattern.status())
        && holds(periods, pattern.timePeriod())
        && (isEmpty(productIds)
            || Set.copyOf(productIds).stream().anyMatch(pattern.productIds()::contains))
        && (leastConfidence == null || pattern.confidence() >= leastConfidence);
  }

  private static boolean holds(@Nullable List<String> admitted, String given) {
    return admitted == null || admitted.isEmpty() || admitted.contains(given);
  }

  private static boolean isEmpty(@Nullable List<String> list) {
    return list == null || list.isEmpty();
  }
}
