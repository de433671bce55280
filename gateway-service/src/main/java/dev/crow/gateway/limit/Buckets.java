package dev.crow.gateway.limit;

import io.github.bucket4j.ConsumptionProbe;

/** Where requests are counted. */
interface Buckets {

  /**
   * Counts one request; never waits for long, never fails.
   *
   * @param rule which limit
   * @param id whom
   * @return where that bucket stands now
   */
  Allowance take(Rule rule, String id);

  /** Whether the counts are those of all gateways, and if not, why. */
  default String state() {
    return "embedded";
  }

  static Allowance allowance(Rule rule, ConsumptionProbe probe) {
    long nanos =
        probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
    return new Allowance(
        rule.scope(),
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Math.ceilDiv(nanos, 1_000_000_000L),
        rule.policy());
  }
}
