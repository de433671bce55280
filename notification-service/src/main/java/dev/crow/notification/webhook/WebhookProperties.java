package dev.crow.notification.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Webhooks. How long an answer may take is {@code crow.fetch.timeout}.
 *
 * @param retries how long after each failure the next attempt follows; after the last one a
 *     delivery has failed. Each is shortened or lengthened by a fifth at random
 * @param most webhooks of one organization
 * @param atOnce attempts of one instance at the same time
 * @param atOnceEach attempts at one webhook at the same time
 * @param disableAfter how long a webhook may fail without one success before it is switched off
 * @param keep how long deliveries can be looked at and sent again
 */
@Validated
@ConfigurationProperties("crow.webhooks")
record WebhookProperties(
    @DefaultValue({"5s", "30s", "2m", "10m", "30m", "1h", "2h", "4h", "6h", "10h"}) @NotEmpty
        List<Duration> retries,
    @DefaultValue("20") @Min(1) @Max(1000) int most,
    @DefaultValue("16") @Min(1) @Max(1000) int atOnce,
    @DefaultValue("2") @Min(1) @Max(100) int atOnceEach,
    @DefaultValue("7d") @DurationMin(seconds = 1) Duration disableAfter,
    @DefaultValue("30d") @DurationMin(days = 1) Duration keep) {

  WebhookProperties {
    retries = List.copyOf(retries);
  }
}
