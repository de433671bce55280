package dev.crow.gateway.limit;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one key, address or organization may ask for. Each gateway process counts for itself.
 *
 * @param enabled whether anything is limited at all
 * @param ingestPerKey one key sending events
 * @param ingestPerAddress one IPv4 address or IPv6 /64 sending events
 * @param ingestPerOrganization all keys of an organization sending events
 * @param readPerKey one key reading
 * @param readPerAddress one IPv4 address or IPv6 /64 reading
 * @param readPerOrganization all keys of an organization reading
 * @param maxBuckets keys, addresses and organizations counted at once
 */
@Validated
@ConfigurationProperties("crow.gateway.limits")
record LimitProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("2000/1s burst 4000") Limit ingestPerKey,
    @DefaultValue("2000/1s burst 4000") Limit ingestPerAddress,
    @DefaultValue("5000/1s burst 10000") Limit ingestPerOrganization,
    @DefaultValue("20/1s burst 1000") Limit readPerKey,
    @DefaultValue("40/1s burst 2000") Limit readPerAddress,
    @DefaultValue("100/1s burst 5000") Limit readPerOrganization,
    @DefaultValue("100000") @Positive int maxBuckets) {}
