package dev.crow.gateway.limit;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * A rate with a burst, written {@code 20/1s burst 1000}.
 *
 * @param tokens refilled evenly in each period
 * @param period of the refill
 * @param burst requests that may come at once after a pause
 */
public record Limit(long tokens, Duration period, long burst) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d+[a-z]+) burst (\\d{1,9})");

  /** Refuses limits that let nothing through. */
  public Limit {
    if (tokens < 1 || burst < 1 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("A limit needs a rate, a period and a burst above zero");
    }
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
    return new Limit(
        Long.parseLong(form.group(1)),
        DurationStyle.detectAndParse(form.group(2)),
        Long.parseLong(form.group(3)));
  }

  Bucket bucket() {
    return Bucket.builder().addLimit(l -> l.capacity(burst).refillGreedy(tokens, period)).build();
  }

  /** Time in which an empty bucket fills up. */
  Duration fillTime() {
    return period.multipliedBy(burst).dividedBy(tokens);
  }
}
