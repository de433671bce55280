package dev.crow.gateway.audit;

import dev.crow.gateway.credential.Identity;
import dev.crow.web.ErrorCode;

/** Hears of callers with a good credential that the gateway refused nevertheless. */
@FunctionalInterface
public interface RefusedCallers {

  /**
   * Neither blocks nor throws: the answer waits for it.
   *
   * @param identity whose credential it was
   * @param route the id of the route they asked for
   * @param reason why not
   * @param requestId the request's
   */
  void refused(Identity identity, String route, ErrorCode reason, String requestId);
}
