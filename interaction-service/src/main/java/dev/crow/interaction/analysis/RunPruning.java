package dev.crow.interaction.analysis;

import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.processing.SessionArchive;
import dev.crow.interaction.workflow.RunStore;
import dev.crow.interaction.workflow.WorkflowRun;
import dev.crow.interaction.workflow.WorkflowRun.State;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Forgets runs that were shown long enough, and with them what was kept to resume them. */
final class RunPruning {

  private final RunStore runs;
  private final Interactions interactions;
  private final SessionArchive archive;
  private final Duration keep;
  private final Clock clock;

  RunPruning(
      RunStore runs,
      Interactions interactions,
      SessionArchive archive,
      Duration keep,
      Clock clock) {
    this.runs = runs;
    this.interactions = interactions;
    this.archive = archive;
    this.keep = keep;
    this.clock = clock;
  }

  void prune() {
    List<WorkflowRun> old = runs.finished(clock.instant().minus(keep));
    while (!old.isEmpty()) {
      old.stream().filter(RunPruning::couldBeResumed).forEach(this::release);
      runs.forget(old);
      old = runs.finished(clock.instant().minus(keep));
    }
  }

  private static boolean couldBeResumed(WorkflowRun run) {
    return run.state() == State.FAILED || run.state() == State.CANCELLED;
  }

  private void release(WorkflowRun run) {
    interactions
        .findInOrder(run.organizationId(), List.of(run.interactionId()))
        .forEach(archive::release);
  }
}
