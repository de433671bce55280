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
 */
@Validated
@ConfigurationProperties("crow.auth.session")
record SessionProperties(
    @DefaultValue("24h") @DurationMin(minutes = 5) @DurationMax(days = 30) Duration idle,
    @DefaultValue("7d") @DurationMin(minutes = 5) @DurationMax(days = 90) Duration absolute) {}
