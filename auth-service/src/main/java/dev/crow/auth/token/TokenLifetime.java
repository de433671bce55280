package dev.crow.auth.token;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * How long tokens live.
 *
 * @param duration from signing to expiry; null for tokens without an expiry
 */
record TokenLifetime(@Nullable Duration duration) {

  private static final String NONE = "none";
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  TokenLifetime {
    if (duration != null && (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException(
          "crow.auth.token.lifetime is 10 seconds to 1 hour, or none");
    }
  }

  /** Reads the setting; found by Spring's conversion. */
  public static TokenLifetime of(String text) {
    return new TokenLifetime(
        text.strip().equalsIgnoreCase(NONE) ? null : DurationStyle.detectAndParse(text.strip()));
  }

  /** Returns whole seconds, as tokens count them; null for no expiry at all. */
  @Nullable Instant expiry(Instant now, @Nullable Instant atTheLatest) {
    Instant expiry = duration == null ? null : now.plus(duration);
    if (atTheLatest != null && (expiry == null || atTheLatest.isBefore(expiry))) {
      expiry = atTheLatest;
    }
    return expiry == null ? null : expiry.truncatedTo(ChronoUnit.SECONDS);
  }
}
