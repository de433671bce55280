package dev.crow.organization.extraction;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What reading one document may cost.
 *
 * @param timeout how long, the start of its process included
 * @param memory heap of its process
 * @param maxText most characters of text
 */
@Validated
@ConfigurationProperties("crow.context.extraction")
record ExtractionProperties(
    @DefaultValue("60s") Duration timeout,
    @DefaultValue("256MB") DataSize memory,
    @DefaultValue("2000000") @Positive @Max(20_000_000) int maxText) {}
