package dev.crow.interaction.replay;

import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.interaction.replay.Replay.State;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins replays and shows them. */
@Component
class Replays {

  private static final int SHOWN = 50;

  private final ReplayStore store;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock = Clock.systemUTC();

  Replays(ReplayStore store, Outbox outbox, TransactionTemplate transaction) {
    this.store = store;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  Replay begin(Caller caller, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "A range begins before it ends.")
          .field("from");
    }
    String organization = caller.organizationId();
    Instant now = clock.instant();
    Replay replay =
        new Replay(
            UuidV7.next(), organization, from, to, State.RUNNING, 0, 0, 0, null, null, now, null);
    AuditEvent decision =
        new AuditEvent(
            organization,
            caller.subject(),
            "interactions.replay",
            "replay:" + replay.id(),
            AuditEvent.Outcome.DONE,
            null,
            now);
    try {
      transaction.executeWithoutResult(
          _ -> {
            store.insert(replay);
            outbox.add(
                Topics.AUDIT_EVENTS,
                new Event<>(replay.id(), organization, organization, decision));
          });
    } catch (DuplicateKeyException e) {
      throw new ApiException(ErrorCode.CONFLICT, "A replay is under way; wait for its end.");
    }
    return replay;
  }

  Replay require(String organizationId, String id) {
    return store
        .find(organizationId, id)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such replay."));
  }

  List<Replay> latest(String organizationId) {
    return store.latest(organizationId, SHOWN);
  }
}
