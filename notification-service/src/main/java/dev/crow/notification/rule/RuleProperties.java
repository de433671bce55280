package dev.crow.notification.rule;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Rules.
 *
 * @param most of one organization
 * @param look how often it is looked which are met
 * @param settle how long no further pattern must have met a rule before it tells of them
 * @param longestWait after which it tells although more come
 */
@Validated
@ConfigurationProperties("crow.notifications.rules")
record RuleProperties(
    @DefaultValue("50") @Min(1) @Max(1000) int most,
    @DefaultValue("15s") @DurationMin(millis = 50) Duration look,
    @DefaultValue("30s") Duration settle,
    @DefaultValue("10m") Duration longestWait) {}
