package dev.crow.auth.token;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Internal tokens.
 *
 * @param lifetime from signing to expiry, 10 s to 1 h, or {@code none}; what a gateway did not
 *     forget of a revoked credential works until then
 * @param rotateEvery how long a signing key signs
 * @param publishAhead how long a new key is published before it signs; longer than verifiers keep
 *     the keys they fetched
 */
@Validated
@ConfigurationProperties("crow.auth.token")
record TokenProperties(
    @DefaultValue("5m") TokenLifetime lifetime,
    @DefaultValue("30d") @DurationMin(hours = 1) Duration rotateEvery,
    @DefaultValue("2m") @DurationMin(seconds = 0) @DurationMax(days = 1) Duration publishAhead) {

  /** Of tokens for callers nobody knows. */
  static final TokenLifetime OF_ADDRESSES = new TokenLifetime(Duration.ofMinutes(10));

  /** Of tokens for services. */
  static final TokenLifetime OF_SYSTEM = new TokenLifetime(Duration.ofMinutes(5));

  /**
   * How long a key has to stay published after its last signature. Where tokens do not expire, the
   * gateways' asking again every minute ends their use.
   */
  Duration longestLifetime() {
    Duration longest = OF_ADDRESSES.duration();
    Duration own = lifetime.duration();
    if (longest == null) {
      throw new IllegalStateException("Tokens of addresses always expire");
    }
    return own != null && own.compareTo(longest) > 0 ? own : longest;
  }
}
