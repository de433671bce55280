package dev.crow.mail;

import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Date;
import org.springframework.mail.javamail.JavaMailSender;

/** Delivers by SMTP, as {@code spring.mail.*} says. */
final class SmtpMailer implements Mailer {

  private final JavaMailSender sender;
  private final String from;
  private final Clock clock;

  SmtpMailer(JavaMailSender sender, String from, Clock clock) {
    this.sender = sender;
    this.from = from;
    this.clock = clock;
  }

  @Override
  public void deliver(Mail mail) {
    MimeMessage message = sender.createMimeMessage();
    Messages.fill(message, mail, from, Date.from(clock.instant()));
    sender.send(message);
  }
}
