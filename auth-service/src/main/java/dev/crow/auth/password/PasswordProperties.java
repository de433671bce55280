package dev.crow.auth.password;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
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
 * @param share the part of the time such a processor may be taken, from 0.05 to 1; the rest belongs
 *     to everything else, however many want to sign in
 * @param patience how long a request waits for its turn
 * @param waiting most requests that wait; further ones are refused at once
 */
@Validated
@ConfigurationProperties("crow.auth.password")
record PasswordProperties(
    @DefaultValue("19456") @Min(19_456) @Max(1_048_576) int memory,
    @DefaultValue("2") @Min(2) @Max(20) int iterations,
    @DefaultValue("1") @Min(1) @Max(64) int concurrent,
    @DefaultValue("0.5") @DecimalMin("0.05") @DecimalMax("1") double share,
    @DefaultValue("3s") @DurationMax(seconds = 20) Duration patience,
    @DefaultValue("500") @Min(0) @Max(100_000) int waiting) {}
