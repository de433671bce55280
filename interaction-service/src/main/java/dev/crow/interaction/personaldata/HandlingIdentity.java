package dev.crow.interaction.personaldata;

import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.Outbox;
import dev.crow.interaction.lifecycle.Leases;
import dev.crow.interaction.lifecycle.Leases.Lease;
import dev.crow.personaldata.PersonalDataOrders;
import dev.crow.vectorindex.VectorIndexException;
import java.time.Clock;
import java.util.List;
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
  private final PersonalDataOrders orders;
  private final TransactionTemplate transaction;

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
        PersonalDataOrders.effects(inbox, transaction, Set.of(VectorIndexException.class));
    this.orders = new PersonalDataOrders(Services.INTERACTION, data, effects, outbox, clock);
    this.transaction = transaction;
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    effects.handle(events, this::handle);
  }

  private void handle(Event<IdentityEvent> event) {
    if (event.payload() instanceof ErasureOrdered order) {
      erase(event, order);
    } else {
      orders.follow(event);
    }
  }

  /** Nothing may be on its way between rows and archive meanwhile: it would be overlooked. */
  private void erase(Event<IdentityEvent> event, ErasureOrdered order) {
    transaction.executeWithoutResult(_ -> data.close(order));
    try (Lease _ =
        leases
            .take(order.organizationId())
            .orElseThrow(() -> new CannotAcquireLockException("The archive is being worked on"))) {
      orders.follow(event);
    }
  }
}
