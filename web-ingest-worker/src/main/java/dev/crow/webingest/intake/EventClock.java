package dev.crow.webingest.intake;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Judges the time a sender gives. Its clock may be wrong: a time ahead of ours, or so far back that
 * no queue could have held the event, is replaced by the time of receipt and the event flagged. A
 * time that is plausible but older than the memory of ids is refused, since a repetition could not
 * be told.
 */
final class EventClock {

  /** No sender holds events this long; an older time means a clock that was never set. */
  private static final Duration IMPLAUSIBLE = Duration.ofDays(400);

  private final Duration tooOld;
  private final Duration tolerance;

  EventClock(IntakeProperties limits) {
    this.tooOld = limits.tooOld();
    this.tolerance = limits.clockTolerance();
  }

  Reading read(@Nullable Object timestamp, Instant receivedAt) {
    if (timestamp == null) {
      return new Reading.At(receivedAt, false);
    }
    Instant said = parse(timestamp);
    if (said == null) {
      return new Reading.Wrong(Refusal.INVALID_TIMESTAMP);
    }
    if (said.isAfter(receivedAt.plus(tolerance)) || said.isBefore(receivedAt.minus(IMPLAUSIBLE))) {
      return new Reading.At(receivedAt, true);
    }
    if (said.isBefore(receivedAt.minus(tooOld))) {
      return new Reading.Wrong(Refusal.EVENT_TOO_OLD);
    }
    return new Reading.At(said, false);
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

    /** The event's time, and whether it is ours because the sender's clock was wrong. */
    record At(Instant time, boolean skewed) implements Reading {}

    /** The event cannot be kept. */
    record Wrong(Refusal reason) implements Reading {}
  }
}
