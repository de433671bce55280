package dev.crow.auth.session;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long people stay signed in.
 *
 * @param idle without a request
 * @param absolute in any case
 * @param recent how long after a sign-in, or a confirmation of it, somebody may change how they
 *     sign in without another proof
 */
@Validated
@ConfigurationProperties("crow.auth.session")
record SessionProperties(
    @DefaultValue("24h") @DurationMin(minutes = 5) @DurationMax(days = 30) Duration idle,
    @DefaultValue("7d") @DurationMin(minutes = 5) @DurationMax(days = 90) Duration absolute,
    @DefaultValue("10m") @DurationMin(minutes = 1) @DurationMax(hours = 1) Duration recent) {}
