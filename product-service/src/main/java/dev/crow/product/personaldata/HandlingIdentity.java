package dev.crow.product.personaldata;

import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.Outbox;
import dev.crow.personaldata.PersonalDataOrders;
import dev.crow.vectorindex.VectorIndexException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** Follows orders to erase and to export; an erased catalogue is closed first. */
final class HandlingIdentity implements EventHandler<IdentityEvent> {

  private final CatalogueData data;
  private final OnceEach<IdentityEvent> effects;
  private final PersonalDataOrders orders;

  HandlingIdentity(
      CatalogueData data,
      Inbox inbox,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.data = data;
    this.effects =
        PersonalDataOrders.effects(inbox, transaction, Set.of(VectorIndexException.class));
    this.orders = new PersonalDataOrders(Services.PRODUCT, data, effects, outbox, clock);
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    effects.handle(
        events,
        event -> {
          if (event.payload() instanceof ErasureOrdered order) {
            data.close(order);
          }
          orders.follow(event);
        });
  }
}
