package dev.crow.auth.account;

import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks for a proof before somebody changes how they sign in: an open screen is not enough. */
@Component
public class OwnProof {

  private final Accounts accounts;
  private final RecentSignIn recent;

  OwnProof(Accounts accounts, RecentSignIn recent) {
    this.accounts = accounts;
    this.recent = recent;
  }

  /**
   * Not inside a transaction.
   *
   * @param caller of a session
   * @param account the caller's
   * @param password as it was sent; null if the session was confirmed lately, as people without a
   *     password do
   * @throws ApiException {@code INVALID_CREDENTIALS}, {@code RECENT_SIGN_IN_NEEDED}, or {@code
   *     RATE_LIMITED} after too many attempts
   */
  public void require(Caller caller, Account account, @Nullable String password) {
    if (password == null) {
      recent.require(caller);
    } else {
      accounts.requirePassword(account, password);
    }
  }
}
