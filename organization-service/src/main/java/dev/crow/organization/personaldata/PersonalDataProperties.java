package dev.crow.organization.personaldata;

import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Erasure and export of personal data.
 *
 * @param services who has to answer before a run is done
 * @param grace how long the erasure of a whole organization can be taken back
 * @param repeatAfter how long the services may take before those silent are told again
 * @param exportLifetime how long an export can be fetched
 * @param check how often runs are looked after
 */
@Validated
@ConfigurationProperties("crow.personal-data")
record PersonalDataProperties(
    @NotEmpty List<String> services,
    @DefaultValue("72h") Duration grace,
    @DefaultValue("2m") Duration repeatAfter,
    @DefaultValue("7d") Duration exportLifetime,
    @DefaultValue("5s") Duration check) {}
