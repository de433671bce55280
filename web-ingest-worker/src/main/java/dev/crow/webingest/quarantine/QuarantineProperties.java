package dev.crow.webingest.quarantine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long events wait that broke their schema.
 *
 * @param keep after this they are dropped
 * @param most of an organization; the oldest give way
 */
@ConfigurationProperties("crow.ingestion.dead-letters")
record QuarantineProperties(@DefaultValue("14d") Duration keep, @DefaultValue("10000") int most) {}
