package dev.crow.auth.password;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The cost of a password's hash (argon2id). Hashes of other costs stay valid and are renewed at the
 * next sign-in.
 *
 * @param memory in KiB; 19 MiB is the least that is recommended
 * @param iterations passes over the memory
 * @param concurrent hashes at a time, for each takes that memory and a processor
 * @param patience how long a request waits for its turn
 */
@Validated
@ConfigurationProperties("crow.auth.password")
record PasswordProperties(
    @DefaultValue("19456") @Min(19_456) @Max(1_048_576) int memory,
    @DefaultValue("2") @Min(2) @Max(20) int iterations,
    @DefaultValue("2") @Min(1) @Max(64) int concurrent,
    @DefaultValue("3s") @DurationMax(seconds = 20) Duration patience) {}
