package dev.crow.auth.session;

import dev.crow.auth.account.Account;
import dev.crow.auth.account.Accounts;
import dev.crow.auth.account.Throttle;
import dev.crow.auth.factor.SecondFactors;
import dev.crow.auth.session.StoredSessions.Started;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.util.Locale;
import org.springframework.stereotype.Service;

/** From a password, and a code if one is needed, to a session with a new id. */
@Service
class SigningIn {

  private static final int PER_ACCOUNT = 5;
  private static final int PER_CLIENT = 60;

  private final Accounts accounts;
  private final SecondFactors factors;
  private final StoredSessions sessions;
  private final Throttle throttle;

  SigningIn(Accounts accounts, SecondFactors factors, StoredSessions sessions, Throttle throttle) {
    this.accounts = accounts;
    this.factors = factors;
    this.sessions = sessions;
    this.throttle = throttle;
  }

  Outcome byPassword(
      String email, String password, boolean remember, String client, Device device) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    String key = "sign-in\0" + client + "\0" + address;
    throttle.attempt("sign-in\0" + client, PER_CLIENT);
    throttle.attempt(key, PER_ACCOUNT);
    Account account = accounts.authenticate(address, password);
    throttle.succeeded(key);
    if (factors.isNeeded(account.id())) {
      throw new ApiException(ErrorCode.SECOND_FACTOR_NEEDED, "Enter the code of your device.")
          .with("challenge", factors.challenge(account.id(), remember));
    }
    return new Outcome(account, sessions.start(account, device), remember);
  }

  Outcome byCode(String challenge, String code, String client, Device device) {
    throttle.attempt("code\0" + client, PER_CLIENT);
    SecondFactors.Passed passed = factors.pass(challenge, code);
    Account account =
        accounts
            .find(passed.userId())
            .orElseThrow(() -> new ApiException(ErrorCode.INVALID_CREDENTIALS, "Sign in again."));
    return new Outcome(account, sessions.start(account, device), passed.remember());
  }

  record Outcome(Account account, Started started, boolean remember) {}
}
