package dev.crow.pattern.retelling;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a model is asked for words, where one is configured.
 *
 * @param most patterns of a period that are worded by it, the weightiest first; 0 for none
 * @param settle how long the patterns of a period must have stayed as they are
 * @param again how long after an answer it is not asked about the same pattern again, even if its
 *     numbers changed: templates tell them
 * @param every how often this instance looks for what is due
 * @param attempts after how many it is given up, and the words of the templates stay
 * @param backoff before the second attempt; four times as long before each further one
 * @param monthlyBudget US dollars an organization may spend in a month; it can allow itself less
 */
@ConfigurationProperties("crow.patterns.wording")
record WordingProperties(
    @DefaultValue("10") int most,
    @DefaultValue("1m") Duration settle,
    @DefaultValue("6h") Duration again,
    @DefaultValue("2s") Duration every,
    @DefaultValue("3") int attempts,
    @DefaultValue("30s") Duration backoff,
    @DefaultValue("2") int monthlyBudget) {

  private static final long MICROS = 1_000_000;

  /** Refuses what makes no sense. */
  WordingProperties {
    if (most < 0 || attempts < 1 || monthlyBudget < 0) {
      throw new IllegalArgumentException(
          "crow.patterns.wording: most and monthly-budget must be at least 0, attempts 1");
    }
    if (settle.isNegative() || again.isNegative() || backoff.isNegative() || !every.isPositive()) {
      throw new IllegalArgumentException(
          "crow.patterns.wording: times must not be negative, and every must be more than 0");
    }
  }

  long budget() {
    return monthlyBudget * MICROS;
  }
}
