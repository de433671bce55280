package dev.crow.notification.letter;

import dev.crow.notification.feed.Notification;
import dev.crow.notification.feed.Notifications;
import dev.crow.notification.letter.Digests.Due;
import dev.crow.notification.people.Member;
import dev.crow.notification.people.Members;
import dev.crow.notification.preference.Choices;
import dev.crow.notification.preference.Preferences;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends the digests that are due; who has nothing new gets none. */
@Component
class SendingDigests implements SchedulingConfigurer {

  private static final Logger log = LoggerFactory.getLogger(SendingDigests.class);
  private static final int BATCH = 100;
  private static final int MOST = 500;

  private final Digests digests;
  private final Members members;
  private final Preferences preferences;
  private final Notifications notifications;
  private final Letters letters;
  private final LetterProperties properties;
  private final TransactionTemplate transaction;

  SendingDigests(
      Digests digests,
      Members members,
      Preferences preferences,
      Notifications notifications,
      Letters letters,
      LetterProperties properties,
      TransactionTemplate transaction) {
    this.digests = digests;
    this.members = members;
    this.preferences = preferences;
    this.notifications = notifications;
    this.letters = letters;
    this.properties = properties;
    this.transaction = transaction;
  }

  @Override
  public void configureTasks(ScheduledTaskRegistrar tasks) {
    tasks.addFixedDelayTask(this::sendAll, properties.look());
  }

  private void sendAll() {
    try {
      List<Due> due = digests.due(BATCH);
      for (Due each : due) {
        transaction.executeWithoutResult(_ -> send(each));
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("Digests wait: {}", e.getMessage());
    }
  }

  private void send(Due due) {
    Optional<Member> member = members.find(due.organizationId(), due.userId());
    if (member.isEmpty()) {
      digests.end(due);
      return;
    }
    Choices choices = preferences.of(due.organizationId(), due.userId());
    List<Notification> fresh =
        notifications.since(due.organizationId(), due.userId(), due.lastSeq(), MOST);
    List<Notification> wanted =
        fresh.stream()
            .filter(one -> choices.effective(one.category()).email() == due.period())
            .toList();
    long last = fresh.isEmpty() ? due.lastSeq() : fresh.getLast().seq();
    if (digests.done(due, last, choices.wishes().timeZone()) && !wanted.isEmpty()) {
      letters.sendDigest(member.get(), due.period(), wanted);
    }
  }
}
