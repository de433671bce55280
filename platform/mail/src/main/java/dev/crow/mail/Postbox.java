package dev.crow.mail;

import java.time.Clock;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes mails inside the caller's transaction; each is delivered after it, at least once, however
 * long the mail server is away.
 */
public final class Postbox {

  private static final Logger log = LoggerFactory.getLogger(Postbox.class);

  private final MailQueue queue;
  private final MailProperties properties;
  private final MailRelay relay;
  private final MailFolder folder;
  private final Clock clock;

  Postbox(
      MailQueue queue, MailProperties properties, MailRelay relay, MailFolder folder, Clock clock) {
    this.queue = queue;
    this.properties = properties;
    this.relay = relay;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Inside a transaction.
   *
   * @param mail that must not be left out
   */
  public void send(Mail mail) {
    queue.add(mail, clock.instant());
    nudgeAfterCommit();
  }

  /**
   * Inside a transaction. Leaves the mail out if its recipient got too many of this sort within the
   * last hour: nobody shall be flooded.
   *
   * @param mail that somebody else can cause
   */
  public void sendUnlessTooMany(Mail mail) {
    if (queue.addCapped(mail, clock.instant(), properties.perHour())) {
      nudgeAfterCommit();
    } else {
      log.warn(
          "An address got {} mails within an hour; one more is left out", properties.perHour());
    }
  }

  private void nudgeAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            relay.nudge();
          }
        });
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
  public long forgetWaiting(String recipient) {
    return queue.forget(recipient);
  }
}
