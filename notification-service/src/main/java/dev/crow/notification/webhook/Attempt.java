package dev.crow.notification.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to deliver.
 *
 * @param number from 1
 * @param at when it began
 * @param millis how long it took
 * @param status of HTTP; null if there was no answer
 * @param problem why there was no answer, such as {@code unreachable}; null if there was one
 * @param answer the beginning of what the receiver said, as text; null if it said nothing. A
 *     stranger's words
 */
record Attempt(
    int number,
    Instant at,
    long millis,
    @Nullable Integer status,
    @Nullable String problem,
    @Nullable String answer) {

  boolean succeeded() {
    return status != null && status >= 200 && status < 300;
  }

  /** The receiver wants nothing more, ever. */
  boolean saysGone() {
    return status != null && status == 410;
  }
}
