package dev.crow.notification.letter;

import dev.crow.mail.Letter;
import dev.crow.mail.Mail;
import dev.crow.mail.Names;
import dev.crow.mail.Postbox;
import dev.crow.notification.feed.Notification;
import dev.crow.notification.people.Member;
import dev.crow.notification.preference.Category;
import dev.crow.notification.preference.MailMode;
import dev.crow.relational.UuidV7;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Writes notifications as mails. What they say may repeat what strangers wrote, so nothing in them
 * looks like an address that a mail program makes a link of.
 */
@Component
public class Letters {

  private static final String SETTINGS = "/settings/notifications";
  private static final int LONGEST_SUBJECT = 120;
  private static final int LONGEST_ENTRY = 300;
  private static final int MOST_ENTRIES = 50;

  private final Letter one = Letter.from(Letters.class, "notification.txt", "Open CROW");
  private final Letter many = Letter.from(Letters.class, "digest.txt", "Open CROW");
  private final Postbox postbox;
  private final LetterProperties properties;

  Letters(Postbox postbox, LetterProperties properties) {
    this.postbox = postbox;
    this.properties = properties;
  }

  /**
   * Inside a transaction. An address that got too many within the hour gets no more.
   *
   * @param to whom
   * @param notification what they are told
   */
  public void send(Member to, Notification notification) {
    Map<String, String> values =
        Map.of(
            "title", Names.unlinked(notification.title()),
            "content", Names.unlinked(notification.content()),
            "category", word(notification.category()),
            "link", properties.link(notification.metadata().getOrDefault("link", "")),
            "settings", properties.link(SETTINGS));
    postbox.sendUnlessTooMany(
        new Mail(
            notification.id(),
            to.email(),
            subject(notification.title()),
            one.text(values),
            one.html(values)));
  }

  /** Inside a transaction. The notifications are at least one, in order. */
  void sendDigest(Member to, MailMode period, List<Notification> notifications) {
    String since = period == MailMode.DAILY ? "your last mail" : "last week's mail";
    int count = notifications.size();
    String intro =
        "Since %s there %s:"
            .formatted(since, count == 1 ? "was one thing" : "were " + count + " things");
    Map<String, String> values =
        Map.of(
            "name", Names.shown(to.name()),
            "intro", intro,
            "list", list(notifications),
            "link", properties.link("/notifications"),
            "settings", properties.link(SETTINGS));
    String subject =
        period == MailMode.DAILY ? "What was new since yesterday" : "What was new this week";
    postbox.send(
        new Mail(UuidV7.next(), to.email(), subject, many.text(values), many.html(values)));
  }

  private static String list(List<Notification> notifications) {
    Map<Category, List<Notification>> sorted = new EnumMap<>(Category.class);
    notifications.stream()
        .limit(MOST_ENTRIES)
        .forEach(n -> sorted.computeIfAbsent(n.category(), _ -> new ArrayList<>()).add(n));
    StringBuilder text = new StringBuilder();
    sorted.forEach(
        (category, ours) -> {
          text.append(word(category).toUpperCase(Locale.ROOT)).append('\n');
          for (Notification each : ours) {
            text.append("- ").append(Names.unlinked(each.title()));
            String content = Names.unlinked(each.content()).replace('\n', ' ').strip();
            if (!content.isEmpty()) {
              text.append(": ").append(cut(content, LONGEST_ENTRY));
            }
            text.append('\n');
          }
        });
    if (notifications.size() > MOST_ENTRIES) {
      text.append("and ").append(notifications.size() - MOST_ENTRIES).append(" more");
    }
    return text.toString().strip();
  }

  private static String word(Category category) {
    return category.name().toLowerCase(Locale.ROOT);
  }

  private static String subject(String title) {
    return cut(Names.unlinked(title).replaceAll("\\p{C}+", " "), LONGEST_SUBJECT);
  }

  private static String cut(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
  }
}
