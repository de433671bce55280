package dev.crow.notification.letter;

import dev.crow.notification.preference.MailMode;
import dev.crow.relational.Timestamps;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of when each person gets the next digest. */
@Repository
public class Digests {

  private static final List<MailMode> PERIODS = List.of(MailMode.DAILY, MailMode.WEEKLY);
  private static final String BEGIN =
      """
      INSERT INTO digests (user_id, period, org_id, next_at, last_seq)
      SELECT ?, ?, ?, ?, coalesce(max(seq), 0) FROM notifications WHERE true
      ON CONFLICT DO NOTHING
      """;
  private static final String DUE =
      """
      SELECT user_id, period, org_id, next_at, last_seq FROM digests
      WHERE next_at <= ? ORDER BY next_at LIMIT ?
      """;
  private static final String MOVE =
      "UPDATE digests SET next_at = ? WHERE org_id = ? AND user_id = ? AND period = ?";
  private static final String DONE =
      """
      UPDATE digests SET next_at = ?, last_seq = ?
      WHERE org_id = ? AND user_id = ? AND period = ? AND next_at = ?
      """;

  private final JdbcClient jdbc;
  private final LetterProperties properties;
  private final Clock clock;

  Digests(JdbcClient jdbc, LetterProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Begins to gather for a new member, who is in no time zone yet.
   *
   * @param organizationId whose
   * @param userId who
   */
  public void begin(String organizationId, String userId) {
    for (MailMode period : PERIODS) {
      jdbc.sql(BEGIN)
          .params(userId, period.name(), organizationId, next(period, ZoneOffset.UTC))
          .update();
    }
  }

  /**
   * Somebody's mornings are elsewhere.
   *
   * @param organizationId whose
   * @param userId who
   * @param zone where they are
   */
  public void move(String organizationId, String userId, ZoneId zone) {
    for (MailMode period : PERIODS) {
      jdbc.sql(MOVE).params(next(period, zone), organizationId, userId, period.name()).update();
    }
  }

  List<Due> due(int limit) {
    return jdbc.sql(DUE)
        .params(Timestamps.format(clock.instant()), limit)
        .query(
            (row, _) ->
                new Due(
                    row.getString("org_id"),
                    row.getString("user_id"),
                    MailMode.valueOf(row.getString("period")),
                    row.getString("next_at"),
                    row.getLong("last_seq")))
        .list();
  }

  /** Returns false if another instance was first. */
  boolean done(Due due, long lastSeq, ZoneId zone) {
    return jdbc.sql(DONE)
            .params(
                next(due.period(), zone),
                lastSeq,
                due.organizationId(),
                due.userId(),
                due.period().name(),
                due.at())
            .update()
        == 1;
  }

  void end(Due due) {
    jdbc.sql("DELETE FROM digests WHERE org_id = ? AND user_id = ?")
        .params(due.organizationId(), due.userId())
        .update();
  }

  private String next(MailMode period, ZoneId zone) {
    return Timestamps.format(next(period, clock.instant().atZone(zone), properties.hour()));
  }

  /** The next morning, or Monday's. */
  static Instant next(MailMode period, ZonedDateTime now, int hour) {
    ZonedDateTime today = now.toLocalDate().atTime(hour, 0).atZone(now.getZone());
    if (period == MailMode.WEEKLY) {
      ZonedDateTime monday = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
      return (monday.isAfter(now) ? monday : monday.plusWeeks(1)).toInstant();
    }
    return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
  }

  /**
   * @param at when it is due, as it is stored
   * @param lastSeq what the one before ended with
   */
  record Due(String organizationId, String userId, MailMode period, String at, long lastSeq) {}
}
