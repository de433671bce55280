package dev.crow.auth.account;

import dev.crow.auth.audit.AuthEvents;
import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.CredentialRevoked;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportDelivered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.TransientFailure;
import dev.crow.objectstore.ObjectStoreException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes over what user-service says of people, lets every cache forget what it no longer is, and
 * erases or exports what is held. Each event has its effect once: files and objects first, which
 * may be done again, then inbox, rows and answer in one transaction.
 */
@Component
class IdentityProjection implements EventHandler<IdentityEvent> {

  private static final String CONSUMER = "accounts";

  private final Inbox inbox;
  private final AccountStore accounts;
  private final PersonalData personalData;
  private final AuthEvents out;
  private final TransactionTemplate transaction;
  private final Clock clock;

  IdentityProjection(
      Inbox inbox,
      AccountStore accounts,
      PersonalData personalData,
      AuthEvents out,
      TransactionTemplate transaction,
      Clock clock) {
    this.inbox = inbox;
    this.accounts = accounts;
    this.personalData = personalData;
    this.out = out;
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
        | ObjectStoreException.Unavailable
        | UncheckedIOException e) {
      throw new TransientFailure("A store is away: " + e.getClass().getSimpleName(), e);
    }
  }

  private void handle(Event<IdentityEvent> event) {
    if (!event.organizationId().equals(event.payload().organizationId())) {
      throw new IllegalArgumentException("The envelope names another organization");
    }
    String organization = event.organizationId();
    switch (event.payload()) {
      case IdentityEvent.PermissionsChanged changed -> once(event, () -> change(changed));
      case IdentityEvent.UserRenamed renamed ->
          once(event, () -> accounts.setName(organization, renamed.userId(), renamed.name()));
      // Whoever is removed has no account any more, and nothing here is kept without one.
      case IdentityEvent.UserRemoved removed -> erase(event, Scope.USER, removed.userId(), _ -> {});
      case ErasureOrdered order ->
          erase(
              event,
              order.scope(),
              order.subjectId(),
              erased ->
                  out.answer(
                      event,
                      new ErasureDone(
                          organization,
                          order.erasureId(),
                          Services.AUTH,
                          erased,
                          clock.instant())));
      case ExportOrdered order -> export(event, order);
      case IdentityEvent.OrganizationFounded _,
          IdentityEvent.UserJoined _,
          IdentityEvent.EmailChanged _,
          IdentityEvent.ErasureDone _,
          IdentityEvent.ExportDelivered _ -> {}
    }
  }

  private void change(IdentityEvent.PermissionsChanged changed) {
    String organization = changed.organizationId();
    if (accounts.setPermissions(
        organization, changed.userId(), changed.role(), changed.permissions())) {
      out.revoked(organization, CredentialRevoked.Kind.USER, changed.userId());
    }
  }

  private void erase(
      Event<IdentityEvent> event,
      Scope scope,
      String subject,
      Consumer<Map<String, Long>> afterwards) {
    String organization = event.organizationId();
    personalData.whilePausing(
        () -> {
          Set<String> addresses = personalData.addresses(organization, scope, subject);
          long files = personalData.eraseFiles(addresses);
          onceAfter(
              event,
              () -> {
                Supplier<Map<String, Long>> erasing =
                    personalData.erasingRows(organization, scope, subject);
                return () -> {
                  Map<String, Long> erased = new HashMap<>(erasing.get());
                  if (files > 0) {
                    erased.put("files", files);
                  }
                  afterwards.accept(erased);
                };
              });
        });
  }

  private void export(Event<IdentityEvent> event, ExportOrdered order) {
    List<String> keys = personalData.export(order);
    once(
        event,
        () ->
            out.answer(
                event,
                new ExportDelivered(
                    order.organizationId(),
                    order.exportId(),
                    Services.AUTH,
                    keys,
                    clock.instant())));
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
