package dev.crow.notification.people;

import dev.crow.contracts.identity.v1.PreferencesSet;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what people said in user-service about mails. */
@Repository
public class Wishes {

  private static final String SAVE =
      """
      INSERT INTO mail_wishes
        (user_id, org_id, patterns, billing, team, weekly_digest, time_zone, said_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (user_id) DO UPDATE SET patterns = excluded.patterns,
        billing = excluded.billing, team = excluded.team,
        weekly_digest = excluded.weekly_digest, time_zone = excluded.time_zone,
        said_at = excluded.said_at
      WHERE excluded.said_at >= mail_wishes.said_at
      """;

  private final JdbcClient jdbc;

  Wishes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param said replaces what they said before
   */
  public void save(PreferencesSet said) {
    jdbc.sql(SAVE)
        .params(
            said.userId(),
            said.organizationId(),
            said.emailPatternAlerts(),
            said.emailBillingNotices(),
            said.emailTeamInvites(),
            said.emailWeeklyDigest(),
            said.timeZone(),
            Timestamps.format(said.occurredAt()))
        .update();
  }

  /**
   * @param organizationId whose
   * @param userId who
   * @return what they want by mail
   */
  public MailWishes of(String organizationId, String userId) {
    return jdbc.sql("SELECT * FROM mail_wishes WHERE org_id = ? AND user_id = ?")
        .params(organizationId, userId)
        .query(Wishes::read)
        .optional()
        .orElse(MailWishes.UNSAID);
  }

  private static MailWishes read(ResultSet row, int number) throws SQLException {
    return new MailWishes(
        row.getBoolean("patterns"),
        row.getBoolean("billing"),
        row.getBoolean("team"),
        row.getBoolean("weekly_digest"),
        zone(row.getString("time_zone")));
  }

  /**
   * Time zones come and go with the tables of Java.
   *
   * @param name IANA name
   * @return the zone; UTC if it is not known here
   */
  public static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
