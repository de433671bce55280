package dev.crow.user.identity;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportDelivered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.identity.v1.IdentityEvent.UserJoined;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.events.TransientFailure;
import dev.crow.objectstore.ObjectStoreException;
import dev.crow.user.member.Members;
import dev.crow.user.preference.PreferenceStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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

  private final Members members;
  private final PreferenceStore preferences;
  private final PersonalData personalData;
  private final Inbox inbox;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

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
      case UserJoined joined -> once(event, () -> join(joined));
      case IdentityEvent.EmailChanged changed -> once(event, () -> members.changeEmail(changed));
      case IdentityEvent.UserRemoved removed -> {
        personalData.erasePictures(removed.organizationId(), Scope.USER, removed.userId());
        once(event, () -> members.forget(removed.organizationId(), removed.userId()));
      }
      case ErasureOrdered order -> erase(event, order);
      case ExportOrdered order -> export(event, order);
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

  private void erase(Event<IdentityEvent> event, ErasureOrdered order) {
    String organization = order.organizationId();
    long objects = personalData.erasePictures(organization, order.scope(), order.subjectId());
    once(
        event,
        () -> {
          long rows = personalData.eraseRows(organization, order.scope(), order.subjectId());
          answer(
              event,
              new ErasureDone(
                  organization,
                  order.erasureId(),
                  Services.USER,
                  Map.of("people", rows, "objects", objects),
                  clock.instant()));
        });
  }

  private void export(Event<IdentityEvent> event, ExportOrdered order) {
    List<String> keys = personalData.export(order);
    once(
        event,
        () ->
            answer(
                event,
                new ExportDelivered(
                    order.organizationId(),
                    order.exportId(),
                    Services.USER,
                    keys,
                    clock.instant())));
  }

  /** The answer's id follows from the order's, so however often it is sent, it is one answer. */
  private void answer(Event<IdentityEvent> order, IdentityEvent answer) {
    outbox.add(
        Topics.IDENTITY_EVENTS,
        new Event<>(
            order.id() + ":" + Services.USER,
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
