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
import dev.crow.events.OnceEach;
import dev.crow.events.Outbox;
import dev.crow.events.StoreAway;
import dev.crow.objectstore.ObjectStoreException;
import dev.crow.organization.personaldata.OwnData;
import dev.crow.organization.personaldata.Runs;
import dev.crow.organization.record.Organizations;
import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives identity events their effect, each once: objects first, which may be done again, then inbox
 * and rows in one transaction.
 */
@Component
final class HandlingIdentity implements EventHandler<IdentityEvent> {

  private final Organizations organizations;
  private final Runs runs;
  private final OwnData ownData;
  private final OnceEach<IdentityEvent> effects;
  private final Outbox outbox;
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
    this.effects =
        new OnceEach<>(
            "identity",
            IdentityEvent::organizationId,
            inbox,
            transaction,
            new StoreAway(Set.of(ObjectStoreException.Unavailable.class)));
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    effects.handle(events, this::handle);
  }

  private void handle(Event<IdentityEvent> event) {
    switch (event.payload()) {
      case OrganizationFounded founded -> effects.once(event, () -> organizations.add(founded));
      case ErasureOrdered order -> erase(event, order);
      case ErasureDone done -> effects.onceAfter(event, () -> runs.answered(done));
      case ExportOrdered order -> export(event, order);
      case ExportDelivered delivered -> effects.onceAfter(event, () -> runs.answered(delivered));
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
    effects.once(
        event,
        () -> {
          long rows = ownData.eraseRows(order);
          String organization = order.organizationId();
          if (order.scope() == Scope.ORGANIZATION) {
            outbox.add(
                Topics.CREDENTIAL_REVOCATIONS,
                new Event<>(
                    UuidV7.next(),
                    organization,
                    organization,
                    new CredentialRevoked(
                        organization,
                        CredentialRevoked.Kind.ORGANIZATION,
                        organization,
                        clock.instant())));
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
    effects.once(
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

  private void answer(Event<IdentityEvent> order, IdentityEvent answer) {
    outbox.add(Topics.IDENTITY_EVENTS, order.answeredBy(Services.ORGANIZATION, answer));
  }
}
