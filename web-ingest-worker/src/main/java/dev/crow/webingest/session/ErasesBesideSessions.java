package dev.crow.webingest.session;

import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;

/** What else this worker holds on people and organizations, besides their sessions. */
@FunctionalInterface
public interface ErasesBesideSessions {

  /**
   * Called before the sessions obey, and again after a crash.
   *
   * @param order whose, and how much
   */
  void erase(ErasureOrdered order);
}
