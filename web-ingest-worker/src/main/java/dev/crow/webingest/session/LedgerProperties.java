package dev.crow.webingest.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The books of what became of events.
 *
 * @param keep how long each minute is kept; totals stay
 * @param inFlight longest time between a session's end and word of its interaction, and longest lag
 *     of this instance behind the broker; beyond it the ledger counts as not balanced
 */
@ConfigurationProperties("crow.ledger")
public record LedgerProperties(
    @DefaultValue("8d") Duration keep, @DefaultValue("5m") Duration inFlight) {

  /** Refuses what could never work. */
  public LedgerProperties {
    if (inFlight.isNegative()
        || inFlight.isZero()
        || keep.compareTo(inFlight.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "crow.ledger.in-flight must be more than 0, and crow.ledger.keep at least twice as long");
    }
  }
}
