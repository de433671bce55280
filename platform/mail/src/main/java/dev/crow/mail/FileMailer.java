package dev.crow.mail;

import dev.crow.security.SecretFile;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailSendException;

/**
 * Writes mails into files for their owner alone, for installations without an SMTP server. The log
 * names the file and nothing of its content.
 */
final class FileMailer implements Mailer {

  private static final Logger log = LoggerFactory.getLogger(FileMailer.class);

  private final Path folder;
  private final String from;
  private final Clock clock;

  FileMailer(Path folder, String from, Clock clock) {
    this.folder = folder;
    this.from = from;
    this.clock = clock;
  }

  @Override
  public void deliver(Mail mail) {
    String name = mail.id() + ".eml";
    try {
      // A repetition finds the file and leaves it as it is.
      SecretFile.readOrCreate(folder, name, () -> written(mail));
    } catch (UncheckedIOException e) {
      throw new MailSendException("A mail cannot be written to " + folder, e);
    }
    log.info("No SMTP server is configured; a mail is in {}", folder.resolve(name));
  }

  private String written(Mail mail) {
    MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
    Messages.fill(message, mail, from, Date.from(clock.instant()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      message.writeTo(bytes);
    } catch (IOException | MessagingException e) {
      throw new MailSendException("A mail cannot be written", e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
