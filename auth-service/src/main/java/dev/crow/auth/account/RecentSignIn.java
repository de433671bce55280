package dev.crow.auth.account;

import dev.crow.security.Caller;

/** Tells whether somebody who is signed in has shown lately that it is them. */
public interface RecentSignIn {

  /**
   * @param caller of a session
   * @throws dev.crow.web.ApiException {@code RECENT_SIGN_IN_NEEDED} if the sign-in, and the last
   *     confirmation of it, are too long ago
   */
  void require(Caller caller);
}
