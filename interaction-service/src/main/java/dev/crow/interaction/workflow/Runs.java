package dev.crow.interaction.workflow;

import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.interaction.workflow.WorkflowRun.State;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows runs, and lets people stop them and have them tried again. */
final class Runs {

  private final RunStore store;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Runs(RunStore store, Outbox outbox, TransactionTemplate transaction, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * @param after id of the last run of the page before, or null
   */
  List<WorkflowRun> page(
      String organizationId, @Nullable State state, @Nullable String after, int limit) {
    return store.page(
        organizationId, state, after == null ? null : require(organizationId, after), limit);
  }

  WorkflowRun require(String organizationId, String id) {
    return store
        .find(organizationId, id)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such run."));
  }

  /** What the run got done stands. */
  WorkflowRun cancel(Caller caller, String id) {
    WorkflowRun run = require(caller.organizationId(), id);
    if (run.state() != State.RUNNING) {
      throw new ApiException(ErrorCode.CONFLICT, "Only a run that is under way can be cancelled.");
    }
    return move(caller, run, State.CANCELLED, "workflow.cancel");
  }

  WorkflowRun resume(Caller caller, String id) {
    WorkflowRun run = require(caller.organizationId(), id);
    if (run.state() != State.FAILED && run.state() != State.CANCELLED) {
      throw new ApiException(
          ErrorCode.CONFLICT, "Only a run that failed or was cancelled can be resumed.");
    }
    if (run.step() != Step.Name.ANALYSE) {
      throw new ApiException(
          ErrorCode.CONFLICT,
          "The session could not be stored; it is among the dead letters of "
              + Topics.INTERACTION_QUEUE
              + ", from where it can be sent again.");
    }
    return move(caller, run, State.RUNNING, "workflow.resume");
  }

  private WorkflowRun move(Caller caller, WorkflowRun run, State to, String action) {
    Instant now = clock.instant();
    AuditEvent decision =
        new AuditEvent(
            run.organizationId(),
            caller.subject(),
            action,
            "workflow-run:" + run.id(),
            AuditEvent.Outcome.DONE,
            null,
            now);
    boolean running = to == State.RUNNING;
    transaction.executeWithoutResult(
        _ -> {
          if (!store.move(run, to, running ? now : null, running ? null : now)) {
            throw new ApiException(ErrorCode.CONFLICT, "The run went on meanwhile.");
          }
          outbox.add(
              Topics.AUDIT_EVENTS,
              new Event<>(UuidV7.next(), run.organizationId(), run.organizationId(), decision));
        });
    return require(run.organizationId(), run.id());
  }
}
