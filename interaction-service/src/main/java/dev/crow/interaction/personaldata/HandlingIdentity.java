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
import dev.crow.events.Outbox;
import dev.crow.events.TransientFailure;
import dev.crow.interaction.lifecycle.Leases;
import dev.crow.interaction.lifecycle.Leases.Lease;
import dev.crow.objectstore.ObjectStoreException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows orders to erase and to export: first the erasure list, so that nothing new arrives; then
 * what no transaction covers; then inbox, rows and answer in one.
 */
final class HandlingIdentity implements EventHandler<IdentityEvent> {

  private static final String CONSUMER = "identity";

  private final VisitorData data;
  private final Leases leases;
  private final Inbox inbox;
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
    this.inbox = inbox;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    try {
      events.forEach(this::handle);
    } catch (DataAccessResourceFailureException
        | CannotCreateTransactionException
        | TransientDataAccessException
        | ObjectStoreException.Unavailable
        | UncheckedIOException e) {
      throw new TransientFailure("A store is away: " + e.getClass().getSimpleName(), e);
    }
  }

  private void handle(Event<IdentityEvent> event) {
    if (!event.organizationId().equals(event.payload().organizationId())) {
      throw new IllegalArgumentException("The envelope names another organization");
    }
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
    once(
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
    once(
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

  /** The answer's id follows from the order's, so however often it is sent, it is one answer. */
  private void answer(Event<IdentityEvent> order, IdentityEvent answer) {
    outbox.add(
        Topics.IDENTITY_EVENTS,
        new Event<>(
            order.id() + ":" + Services.INTERACTION,
            order.organizationId(),
            order.organizationId(),
            answer));
  }

  private void once(Event<IdentityEvent> event, Runnable effect) {
    transaction.executeWithoutResult(
        _ -> {
          if (inbox.claim(CONSUMER, event.id())) {
            effect.run();
          }
        });
  }
}
