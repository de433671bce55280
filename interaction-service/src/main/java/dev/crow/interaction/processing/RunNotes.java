package dev.crow.interaction.processing;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.interaction.catalogue.ProductResolver.Resolved;
import dev.crow.interaction.description.Triage;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.InteractionIds;
import dev.crow.interaction.workflow.RunStore;
import dev.crow.interaction.workflow.Step;
import dev.crow.interaction.workflow.WorkflowRun;
import dev.crow.interaction.workflow.WorkflowRun.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes down how interactions came about. */
final class RunNotes {

  private final RunStore runs;
  private final ModelPlan plan;
  private final Clock clock;

  RunNotes(RunStore runs, ModelPlan plan, Clock clock) {
    this.runs = runs;
    this.plan = plan;
    this.clock = clock;
  }

  /** The run as it stands once the interaction is stored. */
  WorkflowRun stored(Resolved resolved, Triage triage, Interaction interaction) {
    Step analysis = plan.step(triage);
    boolean waits = analysis.state() == Step.State.WAITING;
    Instant now = clock.instant();
    int products = interaction.details().products().size();
    return new WorkflowRun(
        WorkflowRun.id(interaction.id(), interaction.version()),
        interaction.organizationId(),
        WorkflowRun.PROCESS_INTERACTION,
        interaction.id(),
        interaction.sessionId(),
        interaction.version(),
        waits ? State.RUNNING : State.DONE,
        waits ? Step.Name.ANALYSE : Step.Name.STORE,
        List.of(
            Step.done(Step.Name.TRIAGE, triage.name().toLowerCase(Locale.ROOT)),
            Step.done(
                Step.Name.PRODUCTS,
                resolved.known().size() + " known of " + products + " involved"),
            Step.done(Step.Name.DESCRIBE, interaction.generator()),
            Step.done(Step.Name.STORE, "version " + interaction.version()),
            analysis),
        1,
        0,
        null,
        waits ? now : null,
        now,
        waits ? null : now);
  }

  void put(WorkflowRun run) {
    runs.put(run);
  }

  /** A session that cannot be stored goes to the dead letters, and its run says so. */
  void failed(SessionClosed session, Step.Name step, RuntimeException failure) {
    String interaction =
        InteractionIds.of(
            session.organizationId(), session.source(), session.sessionId(), session.run());
    Instant now = clock.instant();
    String reason = failure.getClass().getSimpleName();
    runs.put(
        new WorkflowRun(
            WorkflowRun.id(interaction, session.version()),
            session.organizationId(),
            WorkflowRun.PROCESS_INTERACTION,
            interaction,
            session.sessionId(),
            session.version(),
            State.FAILED,
            step,
            List.of(new Step(step, Step.State.FAILED, reason)),
            1,
            0,
            reason,
            null,
            now,
            now));
  }
}
