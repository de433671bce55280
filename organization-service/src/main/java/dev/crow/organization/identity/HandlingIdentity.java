package dev.crow.organization.identity;

import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportDelivered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.OrganizationFounded;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.Outbox;
import dev.crow.organization.personaldata.OwnData;
import dev.crow.organization.personaldata.Runs;
import dev.crow.organization.record.Organizations;
import dev.crow.personaldata.PersonalDataOrders;
import java.time.Clock;
import java.util.List;
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
  private final OnceEach<IdentityEvent> effects;
  private final PersonalDataOrders orders;

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
    this.effects = PersonalDataOrders.effects(inbox, transaction);
    this.orders = new PersonalDataOrders(Services.ORGANIZATION, ownData, effects, outbox, clock);
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    effects.handle(events, this::handle);
  }

  private void handle(Event<IdentityEvent> event) {
    switch (event.payload()) {
      case OrganizationFounded founded -> effects.once(event, () -> organizations.add(founded));
      case ErasureOrdered _, ExportOrdered _ -> orders.follow(event);
      case ErasureDone done -> effects.onceAfter(event, () -> runs.answered(done));
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
}
