package dev.crow.auth.session;

import dev.crow.auth.account.EndingSessions;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.contracts.identity.v1.CredentialRevoked;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends all of a person's sessions and tells every cache each of them. */
@Component
class SessionEnder implements EndingSessions {

  private final SessionStore store;
  private final AuthEvents events;
  private final Clock clock;

  SessionEnder(SessionStore store, AuthEvents events, Clock clock) {
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  @Override
  @Transactional
  public void endAll(String organizationId, String userId, @Nullable String except) {
    endingAll(organizationId, userId, except).run();
  }

  @Override
  public Runnable endingAll(String organizationId, String userId, @Nullable String except) {
    String staying = except == null ? "" : except;
    List<String> open = store.open(organizationId, userId, staying);
    return () -> {
      store.endAll(organizationId, userId, staying, clock.instant());
      open.forEach(id -> events.revoked(organizationId, CredentialRevoked.Kind.SESSION, id));
      events.done(
          organizationId, AuthEvents.user(userId), "sessions.ended", AuthEvents.user(userId));
    };
  }
}
