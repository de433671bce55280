package dev.crow.auth.mail;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** Chooses who carries the mails: an SMTP server if one is configured, else files. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

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
}
