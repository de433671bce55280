package dev.crow.user.identity;

import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.identity.v1.IdentityEvent.UserJoined;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.Outbox;
import dev.crow.personaldata.PersonalDataOrders;
import dev.crow.user.member.Members;
import dev.crow.user.preference.PreferenceStore;
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

  private final Members members;
  private final PreferenceStore preferences;
  private final PersonalData personalData;
  private final OnceEach<IdentityEvent> effects;
  private final PersonalDataOrders orders;

  HandlingIdentity(
      Members members,
      PreferenceStore preferences,
      PersonalData personalData,
      Inbox inbox,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.members = members;
    this.preferences = preferences;
    this.personalData = personalData;
    this.effects = PersonalDataOrders.effects(inbox, transaction);
    this.orders = new PersonalDataOrders(Services.USER, personalData, effects, outbox, clock);
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    effects.handle(events, this::handle);
  }

  private void handle(Event<IdentityEvent> event) {
    switch (event.payload()) {
      case UserJoined joined -> effects.once(event, () -> join(joined));
      case IdentityEvent.EmailChanged changed ->
          effects.once(event, () -> members.changeEmail(changed));
      case IdentityEvent.UserRemoved removed -> {
        personalData.erasePictures(removed.organizationId(), Scope.USER, removed.userId());
        effects.once(event, () -> members.forget(removed.organizationId(), removed.userId()));
      }
      case ErasureOrdered _, ExportOrdered _ -> orders.follow(event);
      case IdentityEvent.OrganizationFounded _,
          IdentityEvent.UserRenamed _,
          IdentityEvent.PermissionsChanged _,
          IdentityEvent.ErasureDone _,
          IdentityEvent.ExportDelivered _ -> {
        // Nothing to do here: other services' business, or this one's own words.
      }
    }
  }

  private void join(UserJoined joined) {
    if (members.add(joined)) {
      preferences.addDefaults(joined.organizationId(), joined.userId());
    }
  }
}
