package dev.crow.webingest.intake;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Judges the time a sender gives. Its clock may be wrong: where it says when it sent the request,
 * its times are moved by the difference; a time that is still ahead of ours, or so far back that no
 * queue could have held the event, is replaced by the time of receipt. Either is flagged. A time
 * that is plausible but older than the memory of ids is refused, since a repetition could not be
 * told.
 */
final class EventClock {

  /** No sender holds events this long; an older time means a clock that was never set. */
  private static final Duration IMPLAUSIBLE = Duration.ofDays(400);

  /** Less than this is the network, not the clock. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(10);

  private final Duration tooOld;
  private final Duration tolerance;
  private final Duration maxSkew;

  EventClock(IntakeProperties limits) {
    this.tooOld = limits.tooOld();
    this.tolerance = limits.clockTolerance();
    this.maxSkew = limits.maxSkew();
  }

  /**
   * How far ours is ahead of the sender's clock, told from when it says it sent the request. Beyond
   * the limit it tells nothing: a body written long ago and sent as it was looks the same.
   *
   * @param sentAt as the sender wrote it; what cannot be read tells nothing
   * @return what to add to the sender's times; zero if the clocks agree
   */
  Duration skew(@Nullable Object sentAt, Instant receivedAt) {
    Instant said = sentAt == null ? null : parse(sentAt);
    if (said == null) {
      return Duration.ZERO;
    }
    Duration behind = Duration.between(said, receivedAt);
    boolean counts = behind.abs().compareTo(ON_THE_WAY) > 0 && behind.abs().compareTo(maxSkew) <= 0;
    return counts ? behind : Duration.ZERO;
  }

  /**
   * @param timestamp as the sender wrote it; an {@link Instant} is by our clock already; null for
   *     now
   * @param skew what {@link #skew} found for the request
   */
  Reading read(@Nullable Object timestamp, Instant receivedAt, Duration skew) {
    if (timestamp == null) {
      return new Reading.At(receivedAt, false);
    }
    if (timestamp instanceof Instant ours) {
      return judged(ours, receivedAt, false);
    }
    Instant told = parse(timestamp);
    return told == null
        ? new Reading.Wrong(Refusal.INVALID_TIMESTAMP)
        : judged(corrected(told, skew), receivedAt, !skew.isZero());
  }

  private Reading judged(Instant said, Instant receivedAt, boolean moved) {
    if (said.isAfter(receivedAt.plus(tolerance)) || said.isBefore(receivedAt.minus(IMPLAUSIBLE))) {
      return new Reading.At(receivedAt, true);
    }
    if (said.isBefore(receivedAt.minus(tooOld))) {
      return new Reading.Wrong(Refusal.EVENT_TOO_OLD);
    }
    return new Reading.At(moved && said.isAfter(receivedAt) ? receivedAt : said, moved);
  }

  private static Instant corrected(Instant told, Duration skew) {
    try {
      return told.plus(skew);
    } catch (DateTimeException | ArithmeticException e) {
      return told;
    }
  }

  private static @Nullable Instant parse(Object timestamp) {
    try {
      return switch (timestamp) {
        case Integer millis -> Instant.ofEpochMilli(millis);
        case Long millis -> Instant.ofEpochMilli(millis);
        case Double millis -> Instant.ofEpochMilli(millis.longValue());
        case String text when text.length() <= 40 -> OffsetDateTime.parse(text).toInstant();
        default -> null;
      };
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** What became of the sender's time. */
  sealed interface Reading {

    /** The event's time, and whether it is not the sender's because its clock was wrong. */
    record At(Instant time, boolean skewed) implements Reading {}

    /** The event cannot be kept. */
    record Wrong(Refusal reason) implements Reading {}
  }
}
