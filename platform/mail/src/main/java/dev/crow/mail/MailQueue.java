package dev.crow.mail;

import dev.crow.relational.Timestamps;
import dev.crow.security.Seal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The tables of waiting mails and of how many an address got, which {@code crow-mail} makes. */
class MailQueue {

  private static final String ADD =
      """
      INSERT INTO mails (id, recipient, content, created_at, next_attempt)
      SELECT :id, :recipient, :content, :now, :now
      WHERE :most > (
        SELECT count(*) FROM mails_written WHERE recipient = :recipient AND written_at > :since)
      """;
  private static final String WROTE =
      "INSERT INTO mails_written (id, recipient, written_at) VALUES (:id, :recipient, :now)";
  private static final String FORGET = "DELETE FROM mails_written WHERE written_at <= :before";
  private static final String DUE =
      """
      SELECT id, recipient, content, attempts, created_at FROM mails
      WHERE next_attempt <= :now ORDER BY next_attempt LIMIT :limit
      """;
  // Of many instances one gets it; if that one dies, it is due again when the time is up.
  private static final String CLAIM =
      "UPDATE mails SET next_attempt = :until WHERE id = :id AND next_attempt <= :now";
  private static final String POSTPONE =
      "UPDATE mails SET attempts = attempts + 1, next_attempt = :next WHERE id = :id";
  private static final String REMOVE = "DELETE FROM mails WHERE id = :id";

  private static final String FORGET_WAITING = "DELETE FROM mails WHERE recipient = :recipient";
  private static final String FORGET_WRITTEN =
      "DELETE FROM mails_written WHERE recipient = :recipient";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Seal seal;

  MailQueue(JdbcClient jdbc, JsonMapper json, Seal seal) {
    this.jdbc = jdbc;
    this.json = json;
    this.seal = seal;
  }

  void add(Mail mail, Instant now) {
    insert(mail, now, Integer.MAX_VALUE);
  }

  /**
   * Adds a mail, unless its recipient got enough of this sort within the last hour. A write that
   * decides for itself, because units of work that mail something have written before.
   *
   * @return whether it was added
   */
  boolean addCapped(Mail mail, Instant now, int most) {
    if (insert(mail, now, most) == 0) {
      return false;
    }
    jdbc.sql(FORGET).param("before", Timestamps.format(anHourBefore(now))).update();
    jdbc.sql(WROTE)
        .param("id", mail.id())
        .param("recipient", mail.recipient())
        .param("now", Timestamps.format(now))
        .update();
    return true;
  }

  private int insert(Mail mail, Instant now, int most) {
    Content content = new Content(mail.subject(), mail.text(), mail.html());
    return jdbc.sql(ADD)
        .param("id", mail.id())
        .param("recipient", mail.recipient())
        .param("content", seal.close(json.writeValueAsString(content), mail.id()))
        .param("now", Timestamps.format(now))
        .param("most", most)
        .param("since", Timestamps.format(anHourBefore(now)))
        .update();
  }

  private static Instant anHourBefore(Instant now) {
    return now.minus(Duration.ofHours(1));
  }

  List<Waiting> due(Instant now, int limit) {
    return jdbc.sql(DUE)
        .param("now", Timestamps.format(now))
        .param("limit", limit)
        .query(
            (row, _) ->
                new Waiting(
                    row.getString("id"),
                    row.getString("recipient"),
                    row.getString("content"),
                    row.getInt("attempts"),
                    Timestamps.parse(row.getString("created_at"))))
        .list();
  }

  Mail open(Waiting waiting) {
    Content content = json.readValue(seal.open(waiting.content(), waiting.id()), Content.class);
    return new Mail(
        waiting.id(), waiting.recipient(), content.subject(), content.text(), content.html());
  }

  @Transactional
  void postpone(String id, Instant now, Duration delay) {
    jdbc.sql(POSTPONE).param("id", id).param("next", Timestamps.format(now.plus(delay))).update();
  }

  @Transactional
  void remove(String id) {
    jdbc.sql(REMOVE).param("id", id).update();
  }

  /** Returns false if it is delivered, erased, or in another instance's hands. */
  @Transactional
  boolean claim(String id, Instant now, Duration time) {
    return jdbc.sql(CLAIM)
            .param("id", id)
            .param("now", Timestamps.format(now))
            .param("until", Timestamps.format(now.plus(time)))
            .update()
        == 1;
  }

  int forget(String recipient) {
    jdbc.sql(FORGET_WRITTEN).param("recipient", recipient).update();
    return jdbc.sql(FORGET_WAITING).param("recipient", recipient).update();
  }

  record Waiting(String id, String recipient, String content, int attempts, Instant createdAt) {}

  private record Content(String subject, String text, String html) {}
}
