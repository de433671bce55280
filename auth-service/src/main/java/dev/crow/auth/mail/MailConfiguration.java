package dev.crow.auth.mail;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.mail.javamail.JavaMailSender;

/** Chooses who carries the mails: an SMTP server if one is configured, else files. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

  @Bean
  Mailer mailer(
      ObjectProvider<JavaMailSender> smtp,
      MailProperties properties,
      Environment environment,
      Clock clock) {
    JavaMailSender sender = smtp.getIfAvailable();
    if (sender != null) {
      return new SmtpMailer(sender, properties.from(), clock);
    }
    Path folder = Path.of(environment.getProperty("crow.data-dir", "data"), "auth", "mail");
    return new FileMailer(folder, properties.from(), clock);
  }
}
