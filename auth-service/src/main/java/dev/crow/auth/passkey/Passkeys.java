package dev.crow.auth.passkey;

import dev.crow.auth.account.Account;
import dev.crow.auth.account.Accounts;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.factor.PasskeyHolders;
import dev.crow.auth.passkey.Ceremony.Purpose;
import dev.crow.auth.passkey.WebAuthn.CounterRegressed;
import dev.crow.auth.passkey.WebAuthn.Rejected;
import dev.crow.auth.passkey.WebAuthn.Used;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks for passkeys and judges the answers. Nobody learns from it who has one. */
@Service
public class Passkeys implements PasskeyHolders {

  private static final Logger log = LoggerFactory.getLogger(Passkeys.class);

  private final PasskeyStore store;
  private final Challenges challenges;
  private final WebAuthn webAuthn;
  private final PasskeyProperties properties;
  private final Accounts accounts;
  private final AuthEvents events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Passkeys(
      PasskeyStore store,
      Challenges challenges,
      WebAuthn webAuthn,
      PasskeyProperties properties,
      Accounts accounts,
      AuthEvents events,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.challenges = challenges;
    this.webAuthn = webAuthn;
    this.properties = properties;
    this.accounts = accounts;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public boolean has(Account account) {
    return store.anyOf(account.organizationId(), account.id());
  }

  /**
   * @return what any passkey of anybody may answer, to sign in without an address
   */
  public RequestOptions askAnybody() {
    return options(Ceremony.ofAnybody(), List.of(), true);
  }

  /**
   * @param account who is signed in
   * @return what one of their passkeys may answer, to show that it still is them
   */
  public RequestOptions askAgain(Account account) {
    return options(Ceremony.of(Purpose.CONFIRM, account), of(account), true);
  }

  /**
   * @param account who showed the right password
   * @param signIn names the sign-in that is to be completed
   * @return what one of their passkeys may answer; it is enough to hold it
   */
  public RequestOptions askSecond(Account account, String signIn) {
    return options(Ceremony.completing(signIn, account), of(account), false);
  }

  /**
   * @param assertion an answer to {@link #askAnybody} or {@link #askSecond}; counts once
   * @return whose passkey it was
   * @throws ApiException {@code INVALID_CREDENTIALS} for all that is wrong
   */
  public Shown signIn(Assertion assertion) {
    return shown(assertion, Set.of(Purpose.SIGN_IN, Purpose.SECOND_FACTOR));
  }

  /**
   * @param account who is signed in
   * @param assertion an answer to {@link #askAgain}; counts once
   * @throws ApiException {@code INVALID_CREDENTIALS} for all that is wrong
   */
  public void confirm(Account account, Assertion assertion) {
    if (!shown(assertion, Set.of(Purpose.CONFIRM)).account().id().equals(account.id())) {
      throw refused();
    }
  }

  private Shown shown(Assertion assertion, Set<Purpose> purposes) {
    try {
      String challenge = webAuthn.challengeOf(assertion.response().clientDataJSON());
      Ceremony ceremony =
          challenges
              .take(challenge)
              .filter(found -> purposes.contains(found.purpose()))
              .orElseThrow(Passkeys::refused);
      Passkey passkey = store.find(assertion.id()).orElseThrow(Passkeys::refused);
      Account account =
          accounts.find(passkey.organizationId(), passkey.userId()).orElseThrow(Passkeys::refused);
      use(passkey, ceremony, assertion, challenge);
      return new Shown(account, ceremony.signIn());
    } catch (Rejected e) {
      log.debug("A passkey was refused: {}", e.getMessage());
      throw refused();
    }
  }

  private void use(Passkey passkey, Ceremony ceremony, Assertion assertion, String challenge) {
    try {
      requireOwner(passkey, ceremony, assertion);
      boolean alone = ceremony.purpose() != Purpose.SECOND_FACTOR;
      Used used = webAuthn.verify(passkey, assertion, challenge, alone);
      Boolean counted =
          transaction.execute(
              _ -> store.use(passkey, used.signCount(), used.backedUp(), clock.instant()));
      if (!Boolean.TRUE.equals(counted)) {
        // Another signature with this count, or a later one, was quicker.
        throw new CounterRegressed(new IllegalStateException());
      }
    } catch (CounterRegressed e) {
      log.warn("The count of passkey {} went back: it may have been copied", passkey.id());
      note(passkey, "passkey.counter-regressed");
      throw e;
    } catch (Rejected e) {
      note(passkey, "passkey.refused");
      throw e;
    }
  }

  private static void requireOwner(Passkey passkey, Ceremony ceremony, Assertion assertion) {
    String handle = assertion.response().userHandle();
    boolean named = handle != null && handle.equals(UserHandles.of(passkey.userId()));
    boolean asked = ceremony.userId().isEmpty() || ceremony.userId().equals(passkey.userId());
    // Who chose the account on the device is told by its answer, and has to be.
    boolean told = handle == null ? ceremony.purpose() != Purpose.SIGN_IN : named;
    if (!asked || !told) {
      throw new Rejected(new IllegalArgumentException());
    }
  }

  private void note(Passkey passkey, String action) {
    transaction.executeWithoutResult(
        _ ->
            events.refused(
                passkey.organizationId(),
                AuthEvents.user(passkey.userId()),
                action,
                "passkey:" + passkey.id()));
  }

  private List<Descriptor> of(Account account) {
    return store.ofUser(account.organizationId(), account.id()).stream()
        .map(Descriptor::of)
        .toList();
  }

  private RequestOptions options(Ceremony ceremony, List<Descriptor> allowed, boolean recognized) {
    return new RequestOptions(
        challenges.issue(ceremony),
        properties.timeout().toMillis(),
        properties.relyingPartyId(),
        allowed,
        recognized ? "required" : "preferred");
  }

  private static ApiException refused() {
    return new ApiException(
        ErrorCode.INVALID_CREDENTIALS, "This passkey cannot be used here. Begin again.");
  }

  /**
   * Somebody who used a passkey.
   *
   * @param account theirs
   * @param signIn the sign-in it completes; empty if it is one by itself
   */
  public record Shown(Account account, String signIn) {}
}
