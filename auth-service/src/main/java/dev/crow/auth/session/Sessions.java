package dev.crow.auth.session;

import java.util.Optional;

/** Tells who is behind a session token. */
public interface Sessions {

  /**
   * @param token whatever was sent as a session token; hostile until proven otherwise
   * @return the session, or empty if it is unknown, ended or expired
   */
  Optional<ActiveSession> authenticate(String token);
}
