package dev.crow.auth.session;

import dev.crow.auth.account.Account;
import dev.crow.auth.account.Accounts;
import dev.crow.auth.account.Onboarding;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.seal.SecretTokens;
import dev.crow.auth.session.SessionStore.Stored;
import dev.crow.contracts.identity.v1.CredentialRevoked;
import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Starts sessions, recognizes and ends them. */
@Service
class StoredSessions implements Sessions {

  private static final Duration SEEN_AT_MOST_EVERY = Duration.ofMinutes(1);

  private final SessionStore store;
  private final Accounts accounts;
  private final AuthEvents events;
  private final SessionProperties properties;
  private final Clock clock;

  StoredSessions(
      SessionStore store,
      Accounts accounts,
      AuthEvents events,
      SessionProperties properties,
      Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.events = events;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public Optional<ActiveSession> authenticate(String token) {
    if (!SecretTokens.isWellFormed(token)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Stored session =
        store.findByHash(SecretTokens.hash(token), now, properties.idle()).orElse(null);
    if (session == null) {
      return Optional.empty();
    }
    if (!now.isBefore(session.lastSeen().plus(SEEN_AT_MOST_EVERY))) {
      store.touch(session.id(), now, SEEN_AT_MOST_EVERY);
    }
    // The account decides what the session stands for: it may have changed since the sign-in.
    return accounts.find(session.userId()).map(account -> active(session.id(), account));
  }

  private static ActiveSession active(String id, Account account) {
    return new ActiveSession(
        id,
        account.id(),
        account.organizationId(),
        account.role(),
        account.permissions(),
        account.onboarding() != Onboarding.PENDING);
  }

  @Transactional
  Started start(Account account, Device device) {
    String token = SecretTokens.random();
    Instant now = clock.instant();
    Stored session =
        new Stored(
            UuidV7.next(),
            account.organizationId(),
            account.id(),
            device.userAgent(),
            device.network(),
            now,
            now,
            now.plus(properties.absolute()));
    store.insert(session, SecretTokens.hash(token));
    events.done(
        account.organizationId(),
        AuthEvents.user(account.id()),
        "session.started",
        "session:" + session.id());
    return new Started(token, session);
  }

  /** Whether whoever has the address was signed in from the same network lately. */
  boolean knows(String email, Device device) {
    return !device.network().isEmpty() && store.knows(email, device.network());
  }

  List<Stored> of(String organizationId, String userId) {
    return store.ofUser(organizationId, userId, clock.instant(), properties.idle());
  }

  /** Returns false if the person has no such session. */
  @Transactional
  boolean end(String organizationId, String userId, String id) {
    if (!store.end(organizationId, userId, id, clock.instant())) {
      return false;
    }
    events.revoked(organizationId, CredentialRevoked.Kind.SESSION, id);
    events.done(organizationId, AuthEvents.user(userId), "session.ended", "session:" + id);
    return true;
  }

  /** A session that just began, and its token, which is nowhere kept. */
  record Started(String token, Stored session) {
    @Override
    public String toString() {
      return "Started[" + session.id() + "]";
    }
  }
}
