package dev.crow.pattern.results;

import dev.crow.pattern.mining.Kind;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what clients filter by. */
public final class Filters {

  /** Words of an earlier form of the API. */
  private static final Map<String, String> FORMER =
      Map.of("daily", "day", "weekly", "week", "monthly", "month", "yearly", "year");

  private Filters() {}

  /**
   * @param word such as {@code week}; null for any
   * @return the period, or null for any
   * @throws ApiException if there is none
   */
  public static @Nullable TimePeriod period(@Nullable String word) {
    if (word == null) {
      return null;
    }
    return TimePeriod.of(FORMER.getOrDefault(word, word))
        .orElseThrow(() -> invalid("period", "period is day, week, month, year or all_time."));
  }

  /**
   * @param period that is asked for, or null for any
   * @param day any day of it, or null for any
   * @return first day of the period
   * @throws ApiException if a day is given without a period
   */
  public static @Nullable LocalDate start(@Nullable TimePeriod period, @Nullable LocalDate day) {
    if (day == null) {
      return null;
    }
    if (period == null) {
      throw invalid("day", "day needs a period.");
    }
    return period.startOf(day);
  }

  static Set<Kind> kinds(@Nullable List<String> words) {
    Set<Kind> kinds = new HashSet<>();
    for (String word : words == null ? List.<String>of() : words) {
      kinds.add(
          Kind.of(word)
              .orElseThrow(
                  () ->
                      invalid(
                          "kind",
                          "kind is one of "
                              + String.join(
                                  ", ", Arrays.stream(Kind.values()).map(Kind::word).toList())
                              + ".")));
    }
    return kinds;
  }

  static Set<Status> statuses(@Nullable List<String> words) {
    Set<Status> statuses = new HashSet<>();
    for (String word : words == null ? List.<String>of() : words) {
      try {
        statuses.add(Status.valueOf(word.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException _) {
        throw invalid("status", "status is one of new, growing, steady, fading, gone.");
      }
    }
    return statuses;
  }

  private static ApiException invalid(String field, String detail) {
    return new ApiException(ErrorCode.INVALID_PARAMETER, detail).field(field);
  }
}
