package dev.crow.auth.passkey;

import dev.crow.auth.account.Account;
import dev.crow.security.Caller;

/**
 * What a challenge was issued for.
 *
 * @param purpose why
 * @param organizationId the person's, or {@link Caller#NO_ORGANIZATION}
 * @param userId who is asked; empty if anybody may answer
 * @param signIn of a second factor: names the sign-in it completes; else empty
 */
record Ceremony(Purpose purpose, String organizationId, String userId, String signIn) {

  enum Purpose {
    /** A new passkey. */
    REGISTER,
    /** A passkey instead of address and password. */
    SIGN_IN,
    /** A passkey after the password. */
    SECOND_FACTOR,
    /** A passkey of somebody who is signed in, for what needs a recent proof. */
    CONFIRM
  }

  static Ceremony ofAnybody() {
    return new Ceremony(Purpose.SIGN_IN, Caller.NO_ORGANIZATION, "", "");
  }

  static Ceremony of(Purpose purpose, Account account) {
    return new Ceremony(purpose, account.organizationId(), account.id(), "");
  }

  static Ceremony completing(String signIn, Account account) {
    return new Ceremony(Purpose.SECOND_FACTOR, account.organizationId(), account.id(), signIn);
  }
}
