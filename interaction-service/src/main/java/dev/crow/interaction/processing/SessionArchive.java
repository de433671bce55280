package dev.crow.interaction.processing;

import dev.crow.contracts.web.v1.SessionClosed;

/** Keeps raw sessions, or does not. */
interface SessionArchive {

  /** Archiving is off. */
  SessionArchive NONE = _ -> {};

  /**
   * Returns once the session is durable in the archive; writing it again replaces it with itself.
   */
  void keep(SessionClosed session);
}
