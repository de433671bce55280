package dev.crow.organization.personaldata;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One service's part of a run.
 *
 * @param service who
 * @param doneAt when it answered; null until then
 * @param result what it answered, as JSON; null until then
 */
record RunPart(String service, @Nullable Instant doneAt, @Nullable String result) {

  boolean isDone() {
    return doneAt != null;
  }
}
