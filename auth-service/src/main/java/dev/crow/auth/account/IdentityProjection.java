package dev.crow.auth.account;

import dev.crow.contracts.identity.v1.CredentialRevoked;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.TransientFailure;
import java.util.List;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes over what user-service says of people, and lets every cache forget what it no longer is.
 */
@Component
class IdentityProjection implements EventHandler<IdentityEvent> {

  private static final String CONSUMER = "accounts";

  private final Inbox inbox;
  private final AccountStore accounts;
  private final MailedTokens tokens;
  private final EndingSessions sessions;
  private final AuthEvents out;
  private final TransactionTemplate transaction;

  IdentityProjection(
      Inbox inbox,
      AccountStore accounts,
      MailedTokens tokens,
      EndingSessions sessions,
      AuthEvents out,
      TransactionTemplate transaction) {
    this.inbox = inbox;
    this.accounts = accounts;
    this.tokens = tokens;
    this.sessions = sessions;
    this.out = out;
    this.transaction = transaction;
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    try {
      transaction.executeWithoutResult(
          _ ->
              events.stream()
                  .filter(event -> inbox.claim(CONSUMER, event.id()))
                  .map(Event::payload)
                  .forEach(this::apply));
    } catch (TransientDataAccessException e) {
      throw new TransientFailure("The database is away", e);
    }
  }

  private void apply(IdentityEvent event) {
    String organization = event.organizationId();
    switch (event) {
      case IdentityEvent.PermissionsChanged changed -> {
        if (accounts.setPermissions(
            organization, changed.userId(), changed.role(), changed.permissions())) {
          out.revoked(organization, CredentialRevoked.Kind.USER, changed.userId());
        }
      }
      case IdentityEvent.UserRenamed renamed ->
          accounts.setName(organization, renamed.userId(), renamed.name());
      case IdentityEvent.UserRemoved removed -> close(organization, removed.userId());
      case IdentityEvent.ErasureOrdered ordered when ordered.scope() == IdentityEvent.Scope.USER ->
          close(organization, ordered.subjectId());
      case IdentityEvent.OrganizationFounded _,
          IdentityEvent.UserJoined _,
          IdentityEvent.EmailChanged _,
          IdentityEvent.ErasureOrdered _,
          IdentityEvent.ErasureDone _,
          IdentityEvent.ExportOrdered _,
          IdentityEvent.ExportDelivered _ -> {}
    }
  }

  private void close(String organization, String userId) {
    if (accounts.close(organization, userId)) {
      tokens.drop(userId);
      sessions.endAll(organization, userId, null);
      out.revoked(organization, CredentialRevoked.Kind.USER, userId);
    }
  }
}
