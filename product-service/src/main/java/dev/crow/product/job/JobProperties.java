package dev.crow.product.job;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How imports and discoveries are worked off.
 *
 * @param atOnce jobs of this instance at the same time; of one organization it is always one
 * @param open jobs of one organization that may wait
 * @param lease how long a job stays with an instance that shows no sign of life
 * @param attempts how often a job is begun before it counts as failed
 */
@Validated
@ConfigurationProperties("crow.jobs")
record JobProperties(
    @DefaultValue("2") @Positive int atOnce,
    @DefaultValue("20") @Positive int open,
    @DefaultValue("60s") Duration lease,
    @DefaultValue("3") @Positive int attempts) {}
