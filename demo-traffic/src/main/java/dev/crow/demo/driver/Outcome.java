package dev.crow.demo.driver;

import org.jspecify.annotations.Nullable;

/** How a request ended, after all retries. */
sealed interface Outcome {

  /** The suite answered for good: with success, or with a refusal that a retry cannot change. */
  record Answered(int status, String body) implements Outcome {

    boolean isSuccess() {
      return status / 100 == 2;
    }
  }

  /** Time ran out; the status is that of the last answer, null if there was none. */
  record GaveUp(@Nullable Integer lastStatus) implements Outcome {}
}
