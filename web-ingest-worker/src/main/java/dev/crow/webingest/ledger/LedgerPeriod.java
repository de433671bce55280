package dev.crow.webingest.ledger;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.webingest.session.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * A period in steps.
 *
 * @param from beginning of the first step, a whole minute
 * @param to after the last step
 * @param step whole minutes
 */
record LedgerPeriod(Instant from, Instant to, Duration step) {

  private static final Duration DEFAULT = Duration.ofHours(1);
  private static final long MOST_STEPS = 1500;

  static LedgerPeriod of(@Nullable Instant from, @Nullable Instant to, String step, Instant now) {
    Duration length = length(step);
    Instant end = to == null || to.isAfter(now) ? now : to;
    Instant asked = from == null ? end.minus(DEFAULT) : from;
    // Nothing happened before the epoch, and stores count in milliseconds since then.
    Instant begin =
        (asked.isBefore(Instant.EPOCH) ? Instant.EPOCH : asked).truncatedTo(ChronoUnit.MINUTES);
    if (!begin.isBefore(end)) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "The end must be after the beginning.")
          .field("to");
    }
    if (Duration.between(begin, end).dividedBy(length) >= MOST_STEPS) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER,
              "Ask for at most " + MOST_STEPS + " steps: a shorter period, or longer steps.")
          .field("step");
    }
    return new LedgerPeriod(begin, end, length);
  }

  private static Duration length(String step) {
    try {
      Duration length = DurationStyle.detectAndParse(step);
      if (length.isPositive() && length.equals(length.truncatedTo(ChronoUnit.MINUTES))) {
        return length;
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw badStep();
    }
    throw badStep();
  }

  private static ApiException badStep() {
    return new ApiException(
            ErrorCode.INVALID_PARAMETER, "A step is a whole number of minutes, such as 1m or 1h.")
        .field("step");
  }

  /**
   * @param minutes of the period
   * @return their sums by the step they are in
   */
  SortedMap<Instant, LedgerEntry> steps(SortedMap<Instant, LedgerEntry> minutes) {
    SortedMap<Instant, LedgerEntry> steps = new TreeMap<>();
    minutes.forEach(
        (minute, entry) -> {
          long number = Duration.between(from, minute).dividedBy(step);
          steps.merge(from.plus(step.multipliedBy(number)), entry, LedgerEntry::plus);
        });
    return steps;
  }
}
