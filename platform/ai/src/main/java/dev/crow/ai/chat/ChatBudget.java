package dev.crow.ai.chat;

/**
 * What an organization may spend on models. Amounts are in millionths of a US dollar. Safe for use
 * by many threads.
 */
public interface ChatBudget {

  /**
   * Takes what a call may cost at most, before it is made.
   *
   * @param organizationId whose money it is
   * @param most what the call may cost
   * @return false if that is more than is left
   */
  boolean take(String organizationId, long most);

  /**
   * Gives back what a call did not cost. A call that is never settled counts in full.
   *
   * @param organizationId whose money it is
   * @param most what was taken
   * @param cost what it came to
   * @param read tokens
   * @param written tokens
   */
  void settle(String organizationId, long most, long cost, int read, int written);
}
