package dev.crow.auth.session;

import dev.crow.auth.account.Account;
import dev.crow.auth.account.RecentSignIn;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Remembers when the person behind a session last showed who they are. */
@Component
class Confirming implements RecentSignIn {

  private final SessionStore store;
  private final SessionProperties properties;
  private final AuthEvents events;
  private final Clock clock;

  Confirming(SessionStore store, SessionProperties properties, AuthEvents events, Clock clock) {
    this.store = store;
    this.properties = properties;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void require(Caller caller) {
    Instant since = clock.instant().minus(properties.recent());
    if (store
        .confirmed(caller.organizationId(), caller.subject(), sessionOf(caller))
        .filter(last -> last.isAfter(since))
        .isEmpty()) {
      throw new ApiException(
          ErrorCode.RECENT_SIGN_IN_NEEDED, "Confirm the session with your password or a passkey.");
    }
  }

  @Transactional
  public void confirm(Caller caller, Account account) {
    String session = sessionOf(caller);
    if (!store.confirm(account.organizationId(), account.id(), session, clock.instant())) {
      throw new ApiException(ErrorCode.SESSION_ENDED, "Sign in again.");
    }
    events.done(
        account.organizationId(),
        AuthEvents.user(account.id()),
        "session.confirmed",
        "session:" + session);
  }

  private static String sessionOf(Caller caller) {
    return caller.attributes().getOrDefault("session", "");
  }
}
