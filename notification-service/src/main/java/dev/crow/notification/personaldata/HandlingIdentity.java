package dev.crow.notification.personaldata;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.UserJoined;
import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.Outbox;
import dev.crow.notification.announcement.Announcements;
import dev.crow.notification.letter.Digests;
import dev.crow.notification.people.Members;
import dev.crow.notification.rule.Rules;
import dev.crow.personaldata.PersonalDataOrders;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives identity events their effect, each once. */
@Component
class HandlingIdentity implements EventHandler<IdentityEvent> {

  private final Members members;
  private final Digests digests;
  private final Rules rules;
  private final Announcements announcements;
  private final HeldData data;
  private final OnceEach<IdentityEvent> effects;
  private final PersonalDataOrders orders;

  HandlingIdentity(
      Members members,
      Digests digests,
      Rules rules,
      Announcements announcements,
      HeldData data,
      Inbox inbox,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.members = members;
    this.digests = digests;
    this.rules = rules;
    this.announcements = announcements;
    this.data = data;
    this.effects = PersonalDataOrders.effects(inbox, transaction);
    this.orders = new PersonalDataOrders(Services.NOTIFICATION, data, effects, outbox, clock);
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    effects.handle(events, this::handle);
  }

  private void handle(Event<IdentityEvent> event) {
    String organization = event.organizationId();
    switch (event.payload()) {
      case IdentityEvent.OrganizationFounded _ ->
          effects.once(event, () -> rules.addUsual(organization));
      case UserJoined joined -> effects.onceAfter(event, () -> joining(event.id(), joined));
      case IdentityEvent.UserRenamed renamed ->
          effects.once(event, () -> members.rename(organization, renamed.userId(), renamed.name()));
      case IdentityEvent.EmailChanged changed ->
          effects.once(
              event, () -> members.changeEmail(organization, changed.userId(), changed.email()));
      case IdentityEvent.PermissionsChanged changed ->
          effects.once(
              event,
              () ->
                  members.permit(
                      organization,
                      changed.userId(),
                      changed.permissions().granted(changed.role())));
      case IdentityEvent.UserRemoved removed -> {
        data.erasePersonBesideRows(organization, removed.userId());
        effects.once(event, () -> data.erasePerson(organization, removed.userId()));
      }
      case IdentityEvent.ErasureOrdered _, IdentityEvent.ExportOrdered _ -> orders.follow(event);
      case IdentityEvent.ErasureDone _, IdentityEvent.ExportDelivered _ -> {
        // Other services' answers.
      }
    }
  }

  private Runnable joining(String eventId, UserJoined joined) {
    boolean first = members.all(joined.organizationId()).isEmpty();
    boolean gone = members.isClosed(joined.organizationId()) || members.isClosed(joined.userId());
    if (gone) {
      return () -> {};
    }
    return () -> {
      members.add(joined);
      digests.begin(joined.organizationId(), joined.userId());
      announcements.add(eventId + ":welcome", welcome(joined));
      if (!first) {
        announcements.add(eventId + ":team", news(joined));
      }
    };
  }

  private static NotificationRequested welcome(UserJoined joined) {
    return new NotificationRequested(
        joined.organizationId(),
        joined.userId(),
        null,
        "welcome",
        null,
        null,
        Map.of("name", joined.name(), "link", "/"),
        joined.occurredAt());
  }

  private static NotificationRequested news(UserJoined joined) {
    return new NotificationRequested(
        joined.organizationId(),
        null,
        Permissions.TEAM_MANAGE,
        "team.joined",
        null,
        null,
        Map.of(
            "name", joined.name(),
            "about", joined.userId(),
            "actor", joined.userId(),
            "link", "/team"),
        joined.occurredAt());
  }
}
