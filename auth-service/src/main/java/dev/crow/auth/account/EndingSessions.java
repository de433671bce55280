package dev.crow.auth.account;

import org.jspecify.annotations.Nullable;

/** Ends what somebody is signed in with. Called inside a transaction. */
public interface EndingSessions {

  /**
   * @param organizationId the person's
   * @param userId whose sessions end
   * @param except the id of one that stays, or null
   */
  void endAll(String organizationId, String userId, @Nullable String except);

  /**
   * For transactions that write something else before.
   *
   * @param organizationId the person's
   * @param userId whose sessions end
   * @param except the id of one that stays, or null
   * @return ends them; what it has to know is read by now
   */
  Runnable endingAll(String organizationId, String userId, @Nullable String except);
}
