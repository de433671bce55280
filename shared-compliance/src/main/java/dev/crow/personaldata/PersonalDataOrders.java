package dev.crow.personaldata;

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
import dev.crow.objectstore.ObjectStoreException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows orders to erase and to export, each once: first what no transaction covers, which may be
 * done again, then inbox, rows and answer in one transaction. A service with more to do on identity
 * events hands on what it does not know itself.
 */
public final class PersonalDataOrders implements EventHandler<IdentityEvent> {

  private final String service;
  private final PersonalDataHolder holder;
  private final OnceEach<IdentityEvent> effects;
  private final Outbox outbox;
  private final Clock clock;

  /**
   * @param service that answers, one of {@link dev.crow.contracts.Services}
   * @param holder what it holds
   * @param effects made by {@link #effects}
   * @param outbox takes the answers
   * @param clock dates them
   */
  public PersonalDataOrders(
      String service,
      PersonalDataHolder holder,
      OnceEach<IdentityEvent> effects,
      Outbox outbox,
      Clock clock) {
    this.service = service;
    this.holder = holder;
    this.effects = effects;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * @param inbox the service's
   * @param transaction the same database's
   * @return gives identity events their effect once; an object store that is away is waited for
   */
  public static OnceEach<IdentityEvent> effects(Inbox inbox, TransactionTemplate transaction) {
    return effects(inbox, transaction, Set.of());
  }

  /**
   * As {@link #effects(Inbox, TransactionTemplate)}, where more stores than that are needed.
   *
   * @param inbox the service's
   * @param transaction the same database's
   * @param more what those throw while they are away
   * @return gives identity events their effect once
   */
  public static OnceEach<IdentityEvent> effects(
      Inbox inbox, TransactionTemplate transaction, Set<Class<? extends RuntimeException>> more) {
    Set<Class<? extends RuntimeException>> away = new HashSet<>(more);
    away.add(ObjectStoreException.Unavailable.class);
    return new OnceEach<>(
        "identity", IdentityEvent::organizationId, inbox, transaction, new StoreAway(away));
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    effects.handle(events, this::follow);
  }

  /**
   * Does nothing if the event is no order.
   *
   * @param event whose envelope was checked
   */
  public void follow(Event<IdentityEvent> event) {
    if (event.payload() instanceof ErasureOrdered order) {
      erase(event, order);
    } else if (event.payload() instanceof ExportOrdered order) {
      export(event, order);
    }
  }

  private void erase(Event<IdentityEvent> event, ErasureOrdered order) {
    Map<String, Long> erased = new HashMap<>(holder.eraseBesideRows(order));
    effects.once(
        event,
        () -> {
          erased.putAll(holder.eraseRows(order));
          answer(
              event,
              new ErasureDone(
                  order.organizationId(), order.erasureId(), service, erased, clock.instant()));
        });
  }

  private void export(Event<IdentityEvent> event, ExportOrdered order) {
    List<String> keys = holder.export(order);
    effects.once(
        event,
        () ->
            answer(
                event,
                new ExportDelivered(
                    order.organizationId(), order.exportId(), service, keys, clock.instant())));
  }

  private void answer(Event<IdentityEvent> order, IdentityEvent answer) {
    outbox.add(Topics.IDENTITY_EVENTS, order.answeredBy(service, answer));
  }
}
