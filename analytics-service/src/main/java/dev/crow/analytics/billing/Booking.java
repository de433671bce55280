package dev.crow.analytics.billing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;

/**
 * What an organization has booked from a day on.
 *
 * @param validFrom first day, UTC
 * @param modules channels; none when it is cancelled
 * @param payAsYouGo whether what goes beyond the allowance is taken and charged
 * @param period how it is paid
 */
record Booking(LocalDate validFrom, Set<String> modules, boolean payAsYouGo, Period period) {

  /** Copies the modules. */
  Booking {
    modules = Set.copyOf(modules);
  }

  /** How a subscription is paid. */
  enum Period {
    @JsonProperty("monthly")
    MONTHLY,
    @JsonProperty("annual")
    ANNUAL;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Period of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
