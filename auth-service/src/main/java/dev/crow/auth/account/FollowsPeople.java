package dev.crow.auth.account;

/** Rows that belong to a person and carry the organization. Called inside a transaction. */
public interface FollowsPeople {

  /**
   * @param userId who changes the organization
   * @param from the organization left
   * @param to the one joined
   */
  void move(String userId, String from, String to);
}
