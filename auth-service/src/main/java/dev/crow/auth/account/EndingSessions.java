package dev.crow.auth.account;

import org.jspecify.annotations.Nullable;

/** Ends or moves what somebody is signed in with. Called inside a transaction. */
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

  /**
   * @param userId who changes the organization and stays signed in
   * @param from the organization left
   * @param to the one joined
   */
  void move(String userId, String from, String to);
}
