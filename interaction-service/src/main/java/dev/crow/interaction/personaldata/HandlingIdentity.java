package dev.crow.interaction.personaldata;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportDelivered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.Outbox;
import dev.crow.events.StoreAway;
import dev.crow.interaction.lifecycle.Leases;
import dev.crow.interaction.lifecycle.Leases.Lease;
import dev.crow.objectstore.ObjectStoreException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows orders to erase and to export: first the erasure list, so that nothing new arrives; then
 * what no transaction covers; then inbox, rows and answer in one.
 */
final class HandlingIdentity implements EventHandler<IdentityEvent> {

  private final VisitorData data;
  private final Leases leases;
  private final OnceEach<IdentityEvent> effects;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  HandlingIdentity(
      VisitorData data,
      Leases leases,
      Inbox inbox,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.data = data;
    this.leases = leases;
    this.effects =
        new OnceEach<>(
            "identity",
            IdentityEvent::organizationId,
            inbox,
            transaction,
            new StoreAway(Set.of(ObjectStoreException.Unavailable.class)));
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    effects.handle(events, this::handle);
  }

  private void handle(Event<IdentityEvent> event) {
    if (event.payload() instanceof ErasureOrdered order) {
      erase(event, order);
    } else if (event.payload() instanceof ExportOrdered order) {
      export(event, order);
    }
  }

  /** Nothing may be on its way between rows and archive meanwhile: it would be overlooked. */
  private void erase(Event<IdentityEvent> event, ErasureOrdered order) {
    transaction.executeWithoutResult(_ -> data.close(order));
    try (Lease _ =
        leases
            .take(order.organizationId())
            .orElseThrow(() -> new CannotAcquireLockException("The archive is being worked on"))) {
      eraseAlone(event, order);
    }
  }

  private void eraseAlone(Event<IdentityEvent> event, ErasureOrdered order) {
    Map<String, Long> erased = new HashMap<>(data.eraseBesideRows(order));
    effects.once(
        event,
        () -> {
          erased.put("rows", data.eraseRows(order));
          answer(
              event,
              new ErasureDone(
                  order.organizationId(),
                  order.erasureId(),
                  Services.INTERACTION,
                  erased,
                  clock.instant()));
        });
  }

  private void export(Event<IdentityEvent> event, ExportOrdered order) {
    List<String> keys = data.export(order);
    effects.once(
        event,
        () ->
            answer(
                event,
                new ExportDelivered(
                    order.organizationId(),
                    order.exportId(),
                    Services.INTERACTION,
                    keys,
                    clock.instant())));
  }

  private void answer(Event<IdentityEvent> order, IdentityEvent answer) {
    outbox.add(Topics.IDENTITY_EVENTS, order.answeredBy(Services.INTERACTION, answer));
  }
}
