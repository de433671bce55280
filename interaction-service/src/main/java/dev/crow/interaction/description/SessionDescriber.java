package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.SessionClosed;

/** Tells a session in words. Implementations are safe for use by many threads. */
public interface SessionDescriber {

  /**
   * @param session any session, however odd its events; its texts are hostile
   * @return the same words for the same session
   */
  Description describe(SessionClosed session);
}
