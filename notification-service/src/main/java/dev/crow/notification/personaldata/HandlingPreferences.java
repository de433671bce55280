package dev.crow.notification.personaldata;

import dev.crow.contracts.identity.v1.PreferencesSet;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.StoreAway;
import dev.crow.notification.letter.Digests;
import dev.crow.notification.people.MailWishes;
import dev.crow.notification.people.Members;
import dev.crow.notification.people.Wishes;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Follows what people set in user-service; the newest word counts, however often it comes. */
@Component
class HandlingPreferences implements EventHandler<PreferencesSet> {

  private final Members members;
  private final Wishes wishes;
  private final Digests digests;
  private final TransactionTemplate transaction;
  private final StoreAway away = new StoreAway(Set.of());

  HandlingPreferences(
      Members members, Wishes wishes, Digests digests, TransactionTemplate transaction) {
    this.members = members;
    this.wishes = wishes;
    this.digests = digests;
    this.transaction = transaction;
  }

  @Override
  public void handle(List<Event<PreferencesSet>> events) {
    away.waitingFor(
        () -> {
          for (Event<PreferencesSet> event : events) {
            event.requireOrganization(event.payload().organizationId());
            transaction.executeWithoutResult(_ -> follow(event.payload()));
          }
        });
  }

  private void follow(PreferencesSet said) {
    if (members.isClosed(said.organizationId()) || members.isClosed(said.userId())) {
      return;
    }
    MailWishes before = wishes.of(said.organizationId(), said.userId());
    wishes.save(said);
    if (!before.timeZone().getId().equals(said.timeZone())) {
      digests.move(said.organizationId(), said.userId(), Wishes.zone(said.timeZone()));
    }
  }
}
