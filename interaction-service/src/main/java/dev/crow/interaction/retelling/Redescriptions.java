package dev.crow.interaction.retelling;

import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.interaction.analysis.Analysts;
import dev.crow.interaction.analysis.Prompt;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.retelling.Redescription.Describer;
import dev.crow.interaction.retelling.Redescription.State;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins redescriptions, shows them, and decides on them. */
@Component
class Redescriptions {

  private static final int SHOWN = 50;

  private final RedescriptionStore store;
  private final Interactions interactions;
  private final Analysts analysts;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock = Clock.systemUTC();

  Redescriptions(
      RedescriptionStore store,
      Interactions interactions,
      Analysts analysts,
      Outbox outbox,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.interactions = interactions;
    this.analysts = analysts;
    this.outbox = outbox;
    this.transaction = new TransactionTemplate(transactions);
  }

  Redescription begin(
      Caller caller, Instant from, Instant to, Describer describer, @Nullable Prompt prompt) {
    if (!from.isBefore(to)) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "A range begins before it ends.")
          .field("from");
    }
    boolean asksModel = describer == Describer.MODEL;
    if (asksModel && analysts.configured().isEmpty()) {
      throw new ApiException(
          ErrorCode.CONFLICT, "No model is configured; see crow.ai.chat.provider.");
    }
    Prompt asked = asksModel && prompt == null ? Prompt.V1 : prompt;
    Redescription made =
        new Redescription(
            UuidV7.next(),
            caller.organizationId(),
            from,
            to,
            describer,
            asksModel ? asked : null,
            State.RUNNING,
            0,
            0,
            0,
            0,
            0,
            0,
            null,
            null,
            clock.instant(),
            null);
    decide(
        caller,
        "interactions.redescribe",
        made,
        () -> {
          store.insert(made);
          return true;
        });
    return made;
  }

  Redescription move(Caller caller, String id, State from, State to, String action) {
    Redescription one = require(caller.organizationId(), id);
    decide(caller, action, one, () -> store.move(one, from, to, null));
    return require(caller.organizationId(), id);
  }

  private void decide(Caller caller, String action, Redescription one, BooleanSupplier change) {
    AuditEvent decision =
        new AuditEvent(
            one.organizationId(),
            caller.subject(),
            action,
            "redescription:" + one.id(),
            AuditEvent.Outcome.DONE,
            null,
            clock.instant());
    try {
      transaction.executeWithoutResult(
          _ -> {
            if (!change.getAsBoolean()) {
              throw new ApiException(
                  ErrorCode.CONFLICT, "The redescription is " + one.state() + " now.");
            }
            outbox.add(
                Topics.AUDIT_EVENTS,
                new Event<>(UuidV7.next(), one.organizationId(), one.organizationId(), decision));
          });
    } catch (DuplicateKeyException _) {
      throw new ApiException(ErrorCode.CONFLICT, "Another redescription is under way.");
    }
  }

  Redescription require(String organizationId, String id) {
    return store
        .find(organizationId, id)
        .orElseThrow(
            () -> new ApiException(ErrorCode.NOT_FOUND, "There is no such redescription."));
  }

  List<Redescription> latest(String organizationId) {
    return store.latest(organizationId, SHOWN);
  }

  /** The words side by side, in the order of the interactions' ids. */
  List<Difference> differences(Redescription one, String after, int limit) {
    List<Telling> page = store.tellings(one, after, limit);
    Map<String, Interaction> shown =
        interactions
            .findInOrder(one.organizationId(), page.stream().map(Telling::interactionId).toList())
            .stream()
            .collect(Collectors.toMap(Interaction::id, Function.identity()));
    List<Difference> differences = new ArrayList<>();
    for (Telling telling : page) {
      Interaction now = shown.get(telling.interactionId());
      if (now != null) {
        differences.add(Difference.of(telling, now));
      }
    }
    return differences;
  }
}
