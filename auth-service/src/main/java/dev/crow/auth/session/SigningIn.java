package dev.crow.auth.session;

import dev.crow.auth.account.Account;
import dev.crow.auth.account.Accounts;
import dev.crow.auth.account.Throttle;
import dev.crow.auth.factor.SecondFactors;
import dev.crow.auth.passkey.Assertion;
import dev.crow.auth.passkey.Passkeys;
import dev.crow.auth.passkey.RequestOptions;
import dev.crow.auth.session.StoredSessions.Started;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** From a password, and a code if one is needed, to a session with a new id. */
@Service
class SigningIn {

  private static final int PER_ACCOUNT = 5;
  private static final int PER_CLIENT = 60;
  private static final int PER_ADDRESS = 30;
  private static final int CODES_PER_PERSON = 10;

  private final Accounts accounts;
  private final SecondFactors factors;
  private final Passkeys passkeys;
  private final StoredSessions sessions;
  private final Throttle throttle;

  SigningIn(
      Accounts accounts,
      SecondFactors factors,
      Passkeys passkeys,
      StoredSessions sessions,
      Throttle throttle) {
    this.accounts = accounts;
    this.factors = factors;
    this.passkeys = passkeys;
    this.sessions = sessions;
    this.throttle = throttle;
  }

  Outcome byPassword(
      String email, String password, boolean remember, String client, Device device) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    String key = "sign-in\0" + client + "\0" + address;
    throttle.attempt("sign-in\0" + client, PER_CLIENT);
    throttle.attempt(key, PER_ACCOUNT);
    String everywhere = "sign-in-address\0" + address;
    // Many clients together guess no faster, and still nobody can be locked out from where they
    // usually are.
    boolean stranger = !sessions.knows(address, device);
    if (stranger) {
      throttle.attempt(everywhere, PER_ADDRESS);
    }
    Account account = accounts.authenticate(address, password);
    throttle.succeeded(key);
    if (stranger) {
      throttle.succeeded(everywhere);
    }
    List<String> more = factors.methods(account);
    if (!more.isEmpty()) {
      throw new ApiException(ErrorCode.SECOND_FACTOR_NEEDED, "Show your second factor.")
          .with("challenge", factors.challenge(account, remember))
          .with("methods", more);
    }
    return new Outcome(account, sessions.start(account, device), remember);
  }

  Outcome byCode(String challenge, String code, String client, Device device) {
    throttle.attempt("code\0" + client, PER_CLIENT);
    // By person too: whoever knows the password may ask for challenge after challenge.
    String key = "code-of\0" + factors.waiting(challenge).userId();
    throttle.attempt(key, CODES_PER_PERSON);
    SecondFactors.Passed passed = factors.pass(challenge, code);
    throttle.succeeded(key);
    Account account = account(passed.userId());
    return new Outcome(account, sessions.start(account, device), passed.remember());
  }

  /** Options for a passkey of anybody, or of whoever has shown the password already. */
  RequestOptions askForPasskey(@Nullable String challenge, String client) {
    throttle.attempt("passkey\0" + client, PER_CLIENT);
    if (challenge == null) {
      return passkeys.askAnybody();
    }
    SecondFactors.Waiting waiting = factors.waiting(challenge);
    return passkeys.askSecond(account(waiting.userId()), waiting.signIn());
  }

  Outcome byPasskey(Assertion assertion, boolean remember, String client, Device device) {
    throttle.attempt("passkey\0" + client, PER_CLIENT);
    Passkeys.Shown shown = passkeys.signIn(assertion);
    Account account = shown.account();
    if (shown.signIn().isEmpty()) {
      return new Outcome(account, sessions.start(account, device), remember);
    }
    SecondFactors.Passed passed = factors.passByPasskey(shown.signIn(), account.id());
    return new Outcome(account, sessions.start(account, device), passed.remember());
  }

  private Account account(String userId) {
    return accounts
        .find(userId)
        .orElseThrow(() -> new ApiException(ErrorCode.INVALID_CREDENTIALS, "Sign in again."));
  }

  record Outcome(Account account, Started started, boolean remember) {}
}
