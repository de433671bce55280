package dev.crow.gateway.credential;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the gateway trusts what auth-service said.
 *
 * @param known longest time for a valid credential, at most a minute: the time an ended one may
 *     still get in where the message of its end does not arrive
 * @param refused time for one that is not valid
 * @param expiryMargin how long before its end a token is replaced
 * @param maxEntries credentials remembered at once
 */
@Validated
@ConfigurationProperties("crow.gateway.credential-cache")
record CredentialCacheProperties(
    @DefaultValue("60s") Duration known,
    @DefaultValue("5s") Duration refused,
    @DefaultValue("30s") Duration expiryMargin,
    @DefaultValue("50000") @Positive int maxEntries) {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  @AssertTrue(message = "known must not be above 60s")
  boolean isKnownShortEnough() {
    return known.compareTo(LONGEST) <= 0;
  }
}
