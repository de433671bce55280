package dev.crow.notification.request;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.events.Event;
import dev.crow.events.NameUuid;
import dev.crow.notification.feed.Notification;
import dev.crow.notification.feed.Notifications;
import dev.crow.notification.letter.Letters;
import dev.crow.notification.people.Member;
import dev.crow.notification.people.Members;
import dev.crow.notification.preference.Category;
import dev.crow.notification.preference.Choice;
import dev.crow.notification.preference.MailMode;
import dev.crow.notification.preference.Preferences;
import dev.crow.notification.request.Templates.Words;
import dev.crow.notification.webhook.WebhookEvent;
import dev.crow.notification.webhook.Webhooks;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Decides whom a request reaches, and how. */
@Component
class Telling {

  private final Members members;
  private final Preferences preferences;
  private final Notifications notifications;
  private final Letters letters;
  private final Webhooks webhooks;
  private final Wording wording;
  private final Clock clock;

  Telling(
      Members members,
      Preferences preferences,
      Notifications notifications,
      Letters letters,
      Webhooks webhooks,
      Wording wording,
      Clock clock) {
    this.members = members;
    this.preferences = preferences;
    this.notifications = notifications;
    this.letters = letters;
    this.webhooks = webhooks;
    this.wording = wording;
    this.clock = clock;
  }

  /**
   * Reads all that has to be known.
   *
   * @return the effect, which only writes
   * @throws IllegalArgumentException if the request is not as the contract says
   */
  Runnable telling(Event<NotificationRequested> event) {
    NotificationRequested request = event.payload();
    Words words = wording.of(request);
    if (members.isClosed(request.organizationId())) {
      return () -> {};
    }
    Category category = Category.of(request.type());
    Instant now = clock.instant();
    List<Reached> reached =
        recipients(request).stream()
            .map(
                member ->
                    new Reached(
                        member,
                        preferences
                            .of(member.organizationId(), member.userId())
                            .effective(category)))
            .toList();
    Runnable toPrograms = toPrograms(event, words);
    return () -> {
      for (Reached each : reached) {
        tell(each, notification(event, each, words, category, now));
      }
      toPrograms.run();
    };
  }

  private List<Member> recipients(NotificationRequested request) {
    String organization = request.organizationId();
    List<Member> asked =
        request.userId() == null
            ? members.all(organization)
            : members.find(organization, request.userId()).stream().toList();
    String actor = request.metadata().getOrDefault("actor", "");
    return asked.stream()
        .filter(member -> member.permissions().contains(Permissions.NOTIFICATIONS_READ))
        .filter(
            member ->
                request.permission() == null || member.permissions().contains(request.permission()))
        .filter(member -> !member.userId().equals(actor))
        .toList();
  }

  private void tell(Reached reached, Notification notification) {
    MailMode mail = reached.choice().email();
    if (notification.inApp() || mail == MailMode.DAILY || mail == MailMode.WEEKLY) {
      notifications.add(notification);
    }
    if (mail == MailMode.IMMEDIATELY) {
      letters.send(reached.member(), notification);
    }
  }

  private static Notification notification(
      Event<NotificationRequested> event,
      Reached reached,
      Words words,
      Category category,
      Instant now) {
    Member member = reached.member();
    return new Notification(
        0,
        NameUuid.of(event.id(), member.userId()).toString(),
        member.organizationId(),
        member.userId(),
        event.payload().type(),
        category,
        words.title(),
        words.content(),
        event.payload().metadata(),
        reached.choice().inApp(),
        null,
        now);
  }

  /** What concerns one person is no business of the organization's programs. */
  private Runnable toPrograms(Event<NotificationRequested> event, Words words) {
    NotificationRequested request = event.payload();
    if (request.userId() != null) {
      return () -> {};
    }
    return webhooks.telling(
        new WebhookEvent(
            request.organizationId(),
            event.id(),
            request.type(),
            request.occurredAt(),
            Map.of(
                "title", words.title(),
                "content", words.content(),
                "metadata", request.metadata())));
  }

  private record Reached(Member member, Choice choice) {}
}
