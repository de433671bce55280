package dev.crow.auth.mail;

import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends mails to people. A mail is stored in the caller's transaction and delivered after it, at
 * least once, however long the mail server is away.
 */
@Service
public class Mails {

  private static final Logger log = LoggerFactory.getLogger(Mails.class);

  private final MailQueue queue;
  private final Letters letters;
  private final LinkProperties links;
  private final MailProperties properties;
  private final MailRelay relay;
  private final MailFolder folder;
  private final Clock clock;

  Mails(
      MailQueue queue,
      Letters letters,
      LinkProperties links,
      MailProperties properties,
      MailRelay relay,
      MailFolder folder,
      Clock clock) {
    this.queue = queue;
    this.letters = letters;
    this.links = links;
    this.properties = properties;
    this.relay = relay;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Does nothing if strangers can cause the mail and the address got too many such within the last
   * hour: nobody shall be flooded.
   *
   * @param recipient a checked address
   * @param template what to write
   * @param token goes into the link; empty if the link needs none
   * @param values by the names the template uses, besides {@code link}; what people call themselves
   *     is defused, since somebody else reads it
   */
  @Transactional
  public void send(
      String recipient, MailTemplate template, String token, Map<String, String> values) {
    Map<String, String> all = new HashMap<>();
    values.forEach((name, value) -> all.put(name, Names.shown(value)));
    all.put("link", links.to(template.page(), token));
    Mail mail =
        new Mail(
            UuidV7.next(),
            recipient,
            template.subject(),
            letters.text(template, all),
            letters.html(template, all));
    if (!add(mail, template)) {
      log.warn(
          "An address got {} mails within an hour; one more is left out", properties.perHour());
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            relay.nudge();
          }
        });
  }

  private boolean add(Mail mail, MailTemplate template) {
    if (template.isCapped()) {
      return queue.addCapped(mail, clock.instant(), properties.perHour());
    }
    queue.add(mail, clock.instant());
    return true;
  }

  /**
   * Does something while no mail is on its way. Not inside a transaction.
   *
   * @param action such as an erasure
   */
  public void whilePausing(Runnable action) {
    relay.whilePausing(action);
  }

  /**
   * Deletes the files of mails to or about somebody; deleting again changes nothing.
   *
   * @param addresses theirs
   * @return how many files
   */
  public long forgetFiles(Collection<String> addresses) {
    return folder.forget(addresses);
  }

  /**
   * Inside a transaction: drops what waits for an address, and the count of what it got.
   *
   * @param recipient the address
   * @return how many mails waited
   */
  @Transactional
  public long forgetWaiting(String recipient) {
    return queue.forget(recipient);
  }
}
