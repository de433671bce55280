package dev.crow.auth.onboarding;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far somebody is.
 *
 * @param version grows with each change
 * @param drafts by step; null for a step that was skipped
 * @param completedAt when all was done, or null
 */
record OnboardingState(long version, ObjectNode drafts, @Nullable Instant completedAt) {

  /** The first step nobody has answered; empty if all are. */
  Optional<Step> next() {
    return Stream.of(Step.values()).filter(step -> !drafts.has(step.key())).findFirst();
  }

  boolean isCompleted() {
    return completedAt != null;
  }
}
