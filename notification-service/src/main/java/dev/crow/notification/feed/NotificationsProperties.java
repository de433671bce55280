package dev.crow.notification.feed;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Notifications in the application.
 *
 * @param keep how long they are kept, read or not
 * @param look how often watchers are told what is new
 * @param watchers most streams of one person; a further one ends the oldest
 */
@Validated
@ConfigurationProperties("crow.notifications")
record NotificationsProperties(
    @DefaultValue("90d") @DurationMin(days = 1) Duration keep,
    @DefaultValue("500ms") @DurationMin(millis = 50) Duration look,
    @DefaultValue("5") @Min(1) @Max(50) int watchers) {}
