package dev.crow.auth.factor;

import dev.crow.auth.account.Account;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.factor.FactorStore.Stored;
import dev.crow.auth.mail.MailTemplate;
import dev.crow.auth.mail.Mails;
import dev.crow.security.Seal;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Switches one-time codes on and off. */
@Service
class EnrollingFactor {

  private final OneTimeCodes codes = new OneTimeCodes();
  private final FactorStore store;
  private final SecondFactors factors;
  private final RecoveryCodes recovery;
  private final Seal seal;
  private final AuthEvents events;
  private final Mails mails;
  private final Clock clock;

  EnrollingFactor(
      FactorStore store,
      SecondFactors factors,
      RecoveryCodes recovery,
      Seal seal,
      AuthEvents events,
      Mails mails,
      Clock clock) {
    this.store = store;
    this.factors = factors;
    this.recovery = recovery;
    this.seal = seal;
    this.events = events;
    this.mails = mails;
    this.clock = clock;
  }

  @Transactional
  Enrolment begin(Account account) {
    String secret = codes.secret();
    if (!store.put(account.organizationId(), account.id(), seal.close(secret, account.id()))) {
      throw new ApiException(ErrorCode.CONFLICT, "One-time codes are switched on already.");
    }
    return new Enrolment(
        secret,
        "otpauth://totp/CROW:%s?secret=%s&issuer=CROW"
            .formatted(
                URLEncoder.encode(account.email(), StandardCharsets.UTF_8).replace("+", "%20"),
                secret));
  }

  /** Returns the recovery codes in clear; they are shown this once. */
  @Transactional
  List<String> confirm(Account account, String code) {
    Stored factor =
        store
            .find(account.id())
            .filter(found -> !found.confirmed())
            .orElseThrow(
                () -> new ApiException(ErrorCode.CONFLICT, "There is nothing to confirm."));
    if (!factors.usesStep(account.id(), factor, code)) {
      throw new ApiException(ErrorCode.INVALID_CREDENTIALS, "The code is wrong or too old.");
    }
    store.confirm(account.id(), clock.instant());
    tell(account, "on", "second-factor.enabled");
    return recovery.issue(account);
  }

  @Transactional
  void end(Account account) {
    boolean was = store.find(account.id()).filter(Stored::confirmed).isPresent();
    store.delete(account.id());
    recovery.dropIfUseless(account);
    if (was) {
      tell(account, "off", "second-factor.disabled");
    }
  }

  /** Replaces the recovery codes; the new ones are shown this once. */
  @Transactional
  List<String> renew(Account account) {
    if (factors.methods(account).isEmpty()) {
      throw new ApiException(ErrorCode.CONFLICT, "There is no second factor to recover from.");
    }
    events.done(
        account.organizationId(),
        AuthEvents.user(account.id()),
        "recovery-codes.renewed",
        AuthEvents.user(account.id()));
    return recovery.issue(account);
  }

  Status status(Account account) {
    boolean enabled = store.find(account.id()).filter(Stored::confirmed).isPresent();
    return new Status(enabled, store.countRecovery(account.id()));
  }

  private void tell(Account account, String state, String action) {
    events.done(
        account.organizationId(),
        AuthEvents.user(account.id()),
        action,
        AuthEvents.user(account.id()));
    mails.send(
        account.email(),
        MailTemplate.SECOND_FACTOR_CHANGED,
        "",
        Map.of("name", account.name(), "state", state));
  }

  /** What an authenticator app needs. Shown once. */
  record Enrolment(String secret, String uri) {
    @Override
    public String toString() {
      return "Enrolment[]";
    }
  }

  record Status(boolean enabled, int recoveryCodesLeft) {}
}
