package dev.crow.organization.summary;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How summaries are made.
 *
 * @param every how often one is made anew at most, while something changes
 */
@Validated
@ConfigurationProperties("crow.context.summary")
record SummaryProperties(@DefaultValue("5m") Duration every) {}
