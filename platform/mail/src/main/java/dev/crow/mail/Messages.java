package dev.crow.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Mails in the form of RFC 5322, with a plain and an HTML part. */
final class Messages {

  private Messages() {}

  static void fill(MimeMessage message, Mail mail, String from, Date at) {
    try {
      MimeMessageHelper helper =
          new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
      helper.setFrom(from);
      helper.setTo(mail.recipient());
      helper.setSubject(mail.subject());
      helper.setSentDate(at);
      helper.setText(mail.text(), mail.html());
      message.setHeader("Auto-Submitted", "auto-generated");
      message.setHeader("X-Crow-Mail-Id", mail.id());
    } catch (MessagingException e) {
      throw new MailPreparationException("A mail cannot be written", e);
    }
  }
}
