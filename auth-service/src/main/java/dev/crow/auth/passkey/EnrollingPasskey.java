package dev.crow.auth.passkey;

import dev.crow.auth.account.Account;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.factor.RecoveryCodes;
import dev.crow.auth.mail.MailTemplate;
import dev.crow.auth.mail.Mails;
import dev.crow.auth.passkey.WebAuthn.Made;
import dev.crow.auth.passkey.WebAuthn.Rejected;
import dev.crow.relational.UuidV7;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** A person's own passkeys. */
@Service
class EnrollingPasskey {

  private static final Logger log = LoggerFactory.getLogger(EnrollingPasskey.class);

  private final PasskeyStore store;
  private final Challenges challenges;
  private final WebAuthn webAuthn;
  private final PasskeyProperties properties;
  private final RecoveryCodes recovery;
  private final AuthEvents events;
  private final Mails mails;
  private final TransactionTemplate transaction;
  private final Clock clock;

  EnrollingPasskey(
      PasskeyStore store,
      Challenges challenges,
      WebAuthn webAuthn,
      PasskeyProperties properties,
      RecoveryCodes recovery,
      AuthEvents events,
      Mails mails,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.challenges = challenges;
    this.webAuthn = webAuthn;
    this.properties = properties;
    this.recovery = recovery;
    this.events = events;
    this.mails = mails;
    this.transaction = transaction;
    this.clock = clock;
  }

  List<Passkey> list(Account account) {
    return store.ofUser(account.organizationId(), account.id());
  }

  CreationOptions begin(Account account) {
    List<Passkey> known = list(account);
    requireRoom(known.size());
    String challenge = challenges.issue(Ceremony.of(Ceremony.Purpose.REGISTER, account));
    return CreationOptions.of(properties, account, known, challenge);
  }

  Enrolled finish(Account account, String name, NewCredential credential) {
    Made made = verified(account, credential);
    Set<String> transports = credential.response().transports();
    Passkey passkey =
        new Passkey(
            UuidV7.next(),
            account.organizationId(),
            account.id(),
            made.credentialId(),
            made.attested(),
            made.signCount(),
            made.backupEligible(),
            made.backedUp(),
            transports == null ? Set.of() : Set.copyOf(transports),
            name,
            clock.instant(),
            null);
    Enrolled enrolled = transaction.execute(_ -> keep(account, passkey));
    if (enrolled == null) {
      throw new ApiException(ErrorCode.CONFLICT, "This passkey is registered already.");
    }
    return enrolled;
  }

  private @Nullable Enrolled keep(Account account, Passkey passkey) {
    requireRoom(list(account).size());
    if (!store.insert(passkey)) {
      return null;
    }
    tell(account, "passkey.added", passkey.id(), "added to");
    return new Enrolled(passkey, recovery.issueUnlessThereAreSome(account));
  }

  private Made verified(Account account, NewCredential credential) {
    try {
      String challenge = webAuthn.challengeOf(credential.response().clientDataJSON());
      Ceremony wanted = Ceremony.of(Ceremony.Purpose.REGISTER, account);
      if (challenges.take(challenge).filter(wanted::equals).isEmpty()) {
        throw refused();
      }
      return webAuthn.verify(credential, challenge);
    } catch (Rejected e) {
      log.debug("A new passkey was refused: {}", e.getMessage());
      throw refused();
    }
  }

  boolean rename(Account account, String id, String name) {
    Boolean done =
        transaction.execute(_ -> store.rename(account.organizationId(), account.id(), id, name));
    return Boolean.TRUE.equals(done);
  }

  /**
   * @throws ApiException {@code NOT_FOUND}, or {@code CONFLICT} if nothing else would be left to
   *     sign in with
   */
  void delete(Account account, String id) {
    transaction.executeWithoutResult(
        _ -> {
          if (!store.delete(account.organizationId(), account.id(), id)) {
            boolean there = list(account).stream().anyMatch(passkey -> passkey.id().equals(id));
            throw there
                ? new ApiException(
                    ErrorCode.CONFLICT,
                    "You have no password and no other passkey to sign in with.")
                : absent();
          }
          recovery.dropIfUseless(account);
          tell(account, "passkey.removed", id, "removed from");
        });
  }

  static ApiException absent() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no such passkey.");
  }

  private void requireRoom(int known) {
    if (known >= properties.most()) {
      throw new ApiException(
          ErrorCode.CONFLICT, "Remove a passkey first: you have %d.".formatted(known));
    }
  }

  private void tell(Account account, String action, String id, String state) {
    events.done(account.organizationId(), AuthEvents.user(account.id()), action, "passkey:" + id);
    mails.send(
        account.email(),
        MailTemplate.PASSKEY_CHANGED,
        "",
        Map.of("name", account.name(), "state", state));
  }

  private static ApiException refused() {
    return new ApiException(
        ErrorCode.VALIDATION_FAILED, "The passkey could not be verified. Begin again.");
  }

  /** A new passkey, and recovery codes if these are the first. */
  record Enrolled(Passkey passkey, List<String> recoveryCodes) {
    @Override
    public String toString() {
      return "Enrolled[]";
    }
  }
}
