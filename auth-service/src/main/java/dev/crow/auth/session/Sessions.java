package dev.crow.auth.session;

import java.util.Optional;

/** Tells who is signed in. */
public interface Sessions {

  /**
   * @param token whatever was sent as a session token
   * @return whose it is; empty if it is malformed, unknown, ended or expired, or the account is
   *     closed, which nobody outside can tell apart
   */
  Optional<ActiveSession> authenticate(String token);
}
