package dev.crow.gateway.key;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the gateway trusts what auth-service said.
 *
 * @param known longest time for a valid key; the time a revoked key may still get in
 * @param refused time for an invalid key
 * @param expiryMargin how long before its end a token is replaced
 * @param maxEntries keys remembered at once
 */
@Validated
@ConfigurationProperties("crow.gateway.key-cache")
record KeyCacheProperties(
    @DefaultValue("60s") Duration known,
    @DefaultValue("5s") Duration refused,
    @DefaultValue("30s") Duration expiryMargin,
    @DefaultValue("50000") @Positive int maxEntries) {}
