package dev.crow.mail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Mails. Where they go is told by {@code spring.mail.host}; without it, into files.
 *
 * @param area the service's folder in the data folder, in which {@code mail} holds the files
 * @param from the sender's address
 * @param giveUpAfter how long delivery of a mail is tried
 * @param perHour most mails of the capped sort to one address within an hour; further ones are not
 *     written
 */
@Validated
@ConfigurationProperties("crow.mail")
record MailProperties(
    @Pattern(regexp = "[a-z][a-z-]*") String area,
    @DefaultValue("CROW <crow@localhost>") @NotBlank String from,
    @DefaultValue("3d") @DurationMin(minutes = 1) Duration giveUpAfter,
    @DefaultValue("20") @Min(1) @Max(1000) int perHour) {}
