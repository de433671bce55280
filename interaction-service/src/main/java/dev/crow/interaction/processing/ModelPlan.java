package dev.crow.interaction.processing;

import dev.crow.interaction.description.Triage;
import dev.crow.interaction.workflow.Step;

/** Decides whether a model is asked about a session. */
@FunctionalInterface
public interface ModelPlan {

  /**
   * @param triage of the session
   * @return the step as it waits, or as it is skipped, with the reason
   */
  Step step(Triage triage);
}
