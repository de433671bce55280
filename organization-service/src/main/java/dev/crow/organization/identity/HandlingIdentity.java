package dev.crow.organization.identity;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.CredentialRevoked;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportDelivered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.OrganizationFounded;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.events.TransientFailure;
import dev.crow.objectstore.ObjectStoreException;
import dev.crow.organization.personaldata.OwnData;
import dev.crow.organization.personaldata.Runs;
import dev.crow.organization.record.Organizations;
import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives identity events their effect, each once: objects first, which may be done again, then inbox
 * and rows in one transaction.
 */
@Component
final class HandlingIdentity implements EventHandler<IdentityEvent> {

  private static final String CONSUMER = "identity";

  private final Organizations organizations;
  private final Runs runs;
  private final OwnData ownData;
  private final Inbox inbox;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  HandlingIdentity(
      Organizations organizations,
      Runs runs,
      OwnData ownData,
      Inbox inbox,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.organizations = organizations;
    this.runs = runs;
    this.ownData = ownData;
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
        | ObjectStoreException.Unavailable e) {
      throw new TransientFailure("A store is away: " + e.getClass().getSimpleName(), e);
    }
  }

  private void handle(Event<IdentityEvent> event) {
    if (!event.organizationId().equals(event.payload().organizationId())) {
      throw new IllegalArgumentException("The envelope names another organization");
    }
    switch (event.payload()) {
      case OrganizationFounded founded -> once(event, () -> organizations.add(founded));
      case ErasureOrdered order -> erase(event, order);
      case ErasureDone done -> onceAfter(event, () -> runs.answered(done));
      case ExportOrdered order -> export(event, order);
      case ExportDelivered delivered -> onceAfter(event, () -> runs.answered(delivered));
      case IdentityEvent.UserJoined _,
          IdentityEvent.UserRenamed _,
          IdentityEvent.EmailChanged _,
          IdentityEvent.PermissionsChanged _,
          IdentityEvent.UserRemoved _ -> {
        // People are user-service's.
      }
    }
  }

  private void erase(Event<IdentityEvent> event, ErasureOrdered order) {
    long objects = ownData.eraseObjects(order);
    once(
        event,
        () -> {
          long rows = ownData.eraseRows(order);
          String organization = order.organizationId();
          if (order.scope() == Scope.ORGANIZATION) {
            add(
                Topics.CREDENTIAL_REVOCATIONS,
                UuidV7.next(),
                organization,
                new CredentialRevoked(
                    organization,
                    CredentialRevoked.Kind.ORGANIZATION,
                    organization,
                    clock.instant()));
          }
          answer(
              event,
              new ErasureDone(
                  organization,
                  order.erasureId(),
                  Services.ORGANIZATION,
                  Map.of("rows", rows, "objects", objects),
                  clock.instant()));
        });
  }

  private void export(Event<IdentityEvent> event, ExportOrdered order) {
    List<String> keys = ownData.export(order);
    once(
        event,
        () ->
            answer(
                event,
                new ExportDelivered(
                    order.organizationId(),
                    order.exportId(),
                    Services.ORGANIZATION,
                    keys,
                    clock.instant())));
  }

  /** The answer's id follows from the order's, so however often it is sent, it is one answer. */
  private void answer(Event<IdentityEvent> order, IdentityEvent answer) {
    add(
        Topics.IDENTITY_EVENTS,
        order.id() + ":" + Services.ORGANIZATION,
        order.organizationId(),
        answer);
  }

  private void add(String topic, String id, String organizationId, Object payload) {
    outbox.add(topic, new Event<>(id, organizationId, organizationId, payload));
  }

  private void once(Event<IdentityEvent> event, Runnable effect) {
    onceAfter(event, () -> effect);
  }

  /**
   * @param reading happens first, because some databases take no question after the first write
   */
  private void onceAfter(Event<IdentityEvent> event, Supplier<Runnable> reading) {
    transaction.executeWithoutResult(
        _ -> {
          Runnable effect = reading.get();
          if (inbox.claim(CONSUMER, event.id())) {
            effect.run();
          }
        });
  }
}
