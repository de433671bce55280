package dev.crow.auth.account;

import dev.crow.auth.account.SignUpStore.SignUp;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.password.PasswordHasher;
import dev.crow.auth.password.PasswordRules;
import dev.crow.contracts.identity.v1.CredentialRevoked;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The accounts, for the other features of auth-service. */
@Service
public class Accounts {

  private static final Logger log = LoggerFactory.getLogger(Accounts.class);
  private static final int FREE_ATTEMPTS = 5;

  private final AccountStore store;
  private final SignUpStore signUps;
  private final PasswordHasher hasher;
  private final Throttle throttle;
  private final AuthEvents events;
  private final List<FollowsPeople> followers;
  private final Refusals refusals;
  private final Clock clock;

  Accounts(
      AccountStore store,
      SignUpStore signUps,
      PasswordHasher hasher,
      Throttle throttle,
      AuthEvents events,
      List<FollowsPeople> followers,
      Refusals refusals,
      Clock clock) {
    this.store = store;
    this.signUps = signUps;
    this.hasher = hasher;
    this.throttle = throttle;
    this.events = events;
    this.followers = List.copyOf(followers);
    this.refusals = refusals;
    this.clock = clock;
  }

  /**
   * @param id a user's
   * @return the account, unless it is closed
   */
  public Optional<Account> find(String id) {
    return store.find(id);
  }

  /**
   * @param organizationId the caller's
   * @param id a user's
   * @return the account, if it is one of that organization
   */
  public Optional<Account> find(String organizationId, String id) {
    return store.find(organizationId, id);
  }

  /**
   * @param caller somebody who is signed in
   * @return their account
   * @throws ApiException {@code SESSION_ENDED} if it was closed meanwhile
   */
  public Account of(Caller caller) {
    return find(caller.organizationId(), caller.subject())
        .orElseThrow(() -> new ApiException(ErrorCode.SESSION_ENDED, "Sign in again."));
  }

  /**
   * @param email in lower case
   * @return whose it is
   */
  public Optional<Account> findByEmail(String email) {
    return store.findByEmail(email);
  }

  /**
   * Does the same work whoever is asked for. Not inside a transaction.
   *
   * @param email in lower case; may be nobody's
   * @param password as it was sent
   * @return the account, if it is the right password
   * @throws ApiException {@code INVALID_CREDENTIALS} for all that is wrong; {@code FORBIDDEN} for
   *     somebody who knows the password and has yet to confirm the address
   */
  public Account authenticate(String email, String password) {
    String normal = PasswordRules.normalize(password);
    Optional<Account> account = store.findByEmail(email);
    Optional<SignUp> waiting =
        account.isPresent() ? Optional.empty() : signUps.newest(email, clock.instant());
    String hash =
        account
            .flatMap(known -> store.passwordHash(known.id()))
            .or(() -> waiting.map(SignUp::passwordHash))
            .orElse(null);
    if (!hasher.matches(normal, hash)) {
      account.ifPresent(refusals::note);
      throw new ApiException(ErrorCode.INVALID_CREDENTIALS, "Check the address and the password.");
    }
    Account known =
        account.orElseThrow(
            () ->
                new ApiException(ErrorCode.FORBIDDEN, "Confirm your e-mail address first.")
                    .with("reason", "email-not-verified"));
    if (hash != null && hasher.isOutdated(hash)) {
      renewPasswordHash(known.id(), hash, hasher.hash(normal));
    }
    return known;
  }

  /**
   * For what a signed-in person must not do by an open screen alone. Not inside a transaction.
   *
   * @param account whose
   * @param password as it was sent
   * @throws ApiException {@code INVALID_CREDENTIALS}, or {@code RATE_LIMITED} after too many
   */
  public void requirePassword(Account account, String password) {
    String key = throttleKey(account.id());
    throttle.attempt(key, FREE_ATTEMPTS);
    String normal = PasswordRules.normalize(password);
    if (!hasher.matches(normal, store.passwordHash(account.id()).orElse(null))) {
      throw new ApiException(ErrorCode.INVALID_CREDENTIALS, "The password is wrong.");
    }
    throttle.succeeded(key);
  }

  static String throttleKey(String id) {
    return "password\0" + id;
  }

  /** The same password at the present cost; a password chosen meanwhile stays. */
  @Transactional
  void renewPasswordHash(String id, String outdated, String hash) {
    if (!store.replacePasswordHash(id, outdated, hash)) {
      log.debug("The password of account {} changed while its hash was renewed", id);
    }
  }

  /**
   * Inside a transaction: the set-up went on.
   *
   * @param organizationId the person's
   * @param id the person
   * @param onboarding how far
   */
  @Transactional
  public void setOnboarding(String organizationId, String id, Onboarding onboarding) {
    store.setOnboarding(organizationId, id, onboarding);
    events.revoked(organizationId, CredentialRevoked.Kind.USER, id);
  }

  /**
   * @param organizationId the person's
   * @param id the person
   * @param name what they want to be called
   */
  @Transactional
  public void setName(String organizationId, String id, String name) {
    store.setName(organizationId, id, name);
  }

  /**
   * Moves somebody, whose own organization is a draft, into another's.
   *
   * @param account who
   * @param organizationId where to
   * @param permissions what they may do there
   * @return false if they have an organization meanwhile
   */
  @Transactional
  public boolean join(Account account, String organizationId, UserPermissions permissions) {
    if (!store.move(account.id(), account.organizationId(), organizationId, permissions)) {
      return false;
    }
    followers.forEach(rows -> rows.move(account.id(), account.organizationId(), organizationId));
    events.revoked(account.organizationId(), CredentialRevoked.Kind.USER, account.id());
    events.identity(
        new IdentityEvent.UserJoined(
            organizationId,
            account.id(),
            account.email(),
            account.name(),
            dev.crow.contracts.identity.v1.Role.MEMBER,
            permissions,
            clock.instant()));
    return true;
  }
}
