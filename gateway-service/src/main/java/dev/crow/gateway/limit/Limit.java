package dev.crow.gateway.limit;

import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * A rate with a burst, written {@code 20/1s burst 1000}, or {@code 200/2m} where the burst is the
 * whole of a period.
 *
 * @param tokens refilled in each period
 * @param period of the refill
 * @param burst requests that may come at once after a pause
 * @param calendarDay whether the refill comes at once at midnight (UTC) instead of evenly
 */
public record Limit(long tokens, Duration period, long burst, boolean calendarDay) {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9})/(\\d+[a-z]+)(?: burst (\\d{1,9}))?");

  /** Refuses limits that let nothing through. */
  public Limit {
    if (tokens < 1 || burst < 1 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("A limit needs a rate, a period and a burst above zero");
    }
  }

  /** An even refill. */
  Limit(long tokens, Duration period, long burst) {
    this(tokens, period, burst, false);
  }

  /**
   * @param text such as {@code 2000/1s burst 4000}
   * @return the limit it describes
   */
  public static Limit of(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException("A limit is written like this: 2000/1s burst 4000");
    }
    long tokens = Long.parseLong(form.group(1));
    String burst = form.group(3);
    return new Limit(
        tokens,
        DurationStyle.detectAndParse(form.group(2)),
        burst == null ? tokens : Long.parseLong(burst));
  }

  static Limit daily(long cap) {
    return new Limit(cap, Duration.ofDays(1), cap, true);
  }

  /** What one of several gateways may grant while they cannot count together. */
  Limit shareOf(int gateways) {
    return new Limit(
        Math.ceilDiv(tokens, gateways), period, Math.ceilDiv(burst, gateways), calendarDay);
  }

  BucketConfiguration configuration() {
    return BucketConfiguration.builder()
        .addLimit(
            l ->
                calendarDay
                    ? l.capacity(burst).refillIntervallyAligned(tokens, period, nextMidnight())
                    : l.capacity(burst).refillGreedy(tokens, period))
        .build();
  }

  private static Instant nextMidnight() {
    return Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
  }

  /** Time in which an empty bucket fills up. */
  Duration fillTime() {
    return period.multipliedBy(burst).dividedBy(tokens);
  }
}
