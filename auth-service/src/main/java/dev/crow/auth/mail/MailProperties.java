package dev.crow.auth.mail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Mails. Where they go is told by {@code spring.mail.host}; without it, into files.
 *
 * @param from the sender's address
 * @param giveUpAfter how long delivery of a mail is tried
 * @param perHour most mails to one address within an hour; further ones are not written
 */
@Validated
@ConfigurationProperties("crow.auth.mail")
record MailProperties(
    @DefaultValue("CROW <crow@localhost>") @NotBlank String from,
    @DefaultValue("3d") @DurationMin(minutes = 1) Duration giveUpAfter,
    @DefaultValue("20") @Min(1) @Max(1000) int perHour) {}
