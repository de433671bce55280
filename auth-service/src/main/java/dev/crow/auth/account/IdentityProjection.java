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
import dev.crow.events.OnceEach;
import dev.crow.events.StoreAway;
import dev.crow.objectstore.ObjectStoreException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes over what user-service says of people, lets every cache forget what it no longer is, and
 * erases or exports what is held. Each event has its effect once: files and objects first, which
 * may be done again, then inbox, rows and answer in one transaction.
 */
@Component
class IdentityProjection implements EventHandler<IdentityEvent> {

  private final OnceEach<IdentityEvent> effects;
  private final AccountStore accounts;
  private final PersonalData personalData;
  private final AuthEvents out;
  private final Clock clock;

  IdentityProjection(
      Inbox inbox,
      AccountStore accounts,
      PersonalData personalData,
      AuthEvents out,
      TransactionTemplate transaction,
      Clock clock) {
    this.effects =
        new OnceEach<>(
            "accounts",
            IdentityEvent::organizationId,
            inbox,
            transaction,
            new StoreAway(Set.of(ObjectStoreException.Unavailable.class)));
    this.accounts = accounts;
    this.personalData = personalData;
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    effects.handle(events, this::handle);
  }

  private void handle(Event<IdentityEvent> event) {
    String organization = event.organizationId();
    switch (event.payload()) {
      case IdentityEvent.PermissionsChanged changed -> effects.once(event, () -> change(changed));
      case IdentityEvent.UserRenamed renamed ->
          effects.once(
              event, () -> accounts.setName(organization, renamed.userId(), renamed.name()));
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
          effects.onceAfter(
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
    effects.once(
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
}
