package dev.crow.auth.factor;

import dev.crow.auth.account.Account;

/** Knows who can show a passkey after the password. */
public interface PasskeyHolders {

  /**
   * @param account of a person
   * @return whether they have a passkey
   */
  boolean has(Account account);
}
