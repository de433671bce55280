package dev.crow.mail;

import dev.crow.security.Seal;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import tools.jackson.databind.json.JsonMapper;

/**
 * A postbox for the services that set {@code crow.mail.enabled}. They bring the seal for what
 * waits, a clock and a database with the tables of {@code db/migration/crow-mail}.
 */
@AutoConfiguration(after = MailSenderAutoConfiguration.class)
@ConditionalOnBooleanProperty("crow.mail.enabled")
@EnableConfigurationProperties(MailProperties.class)
public final class CrowMailAutoConfiguration {

  @Bean
  MailFolder mailFolder(Environment environment, MailProperties properties) {
    return new MailFolder(
        Path.of(environment.getProperty("crow.data-dir", "data"), properties.area(), "mail"));
  }

  @Bean
  MailQueue mailQueue(JdbcClient jdbc, JsonMapper json, Seal seal) {
    return new MailQueue(jdbc, json, seal);
  }

  /** An SMTP server if one is configured, else files. */
  @Bean
  Mailer mailer(
      ObjectProvider<JavaMailSender> smtp,
      MailProperties properties,
      MailFolder folder,
      Clock clock) {
    JavaMailSender sender = smtp.getIfAvailable();
    if (sender != null) {
      return new SmtpMailer(sender, properties.from(), clock);
    }
    return new FileMailer(folder.path(), properties.from(), clock);
  }

  @Bean
  MailRelay mailRelay(MailQueue queue, Mailer mailer, MailProperties properties, Clock clock) {
    return new MailRelay(queue, mailer, properties, clock);
  }

  @Bean
  Postbox postbox(
      MailQueue queue, MailProperties properties, MailRelay relay, MailFolder folder, Clock clock) {
    return new Postbox(queue, properties, relay, folder, clock);
  }
}
