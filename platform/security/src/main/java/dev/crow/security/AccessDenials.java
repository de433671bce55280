package dev.crow.security;

/**
 * Hears of callers that were refused for want of a permission. A service whose refusals belong into
 * an audit log offers one as a bean.
 *
 * <p>It is told behind the answers and at most once a minute for each caller, however often that
 * one asks, so that nobody can flood a log; {@link Refusal#times} says how often it was.
 */
@FunctionalInterface
public interface AccessDenials {

  /**
   * Called from a thread of its own, so it may block. What it throws is logged, and the refusal
   * told again a second later.
   *
   * @param refusal who was refused what, by a caller of some organization
   */
  void denied(Refusal refusal);
}
