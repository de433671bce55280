package dev.crow.notification.letter;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Notifications as mails.
 *
 * @param dashboard where their links lead; never taken from a request
 * @param hour of people's mornings at which digests come
 * @param look how often it is looked for digests that are due
 */
@Validated
@ConfigurationProperties("crow.notifications.mail")
record LetterProperties(
    @DefaultValue("http://localhost:3002") @NotNull URI dashboard,
    @DefaultValue("8")
        @jakarta.validation.constraints.Min(0)
        @jakarta.validation.constraints.Max(23)
        int hour,
    @DefaultValue("1m") @DurationMin(millis = 100) Duration look) {

  /**
   * @param path of the dashboard, or anything else, which then leads to its notifications
   */
  String link(String path) {
    String base = dashboard.toString();
    String site = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return site + (path.matches("/[A-Za-z0-9._~/?=&%-]{0,300}") ? path : "/notifications");
  }
}
