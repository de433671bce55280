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
 * @param lifetime from signing to expiry; a revoked key's tokens work until then
 */
@Validated
@ConfigurationProperties("crow.auth.token")
record TokenProperties(
    @DefaultValue("5m") @DurationMin(seconds = 10) @DurationMax(hours = 1) Duration lifetime) {}
