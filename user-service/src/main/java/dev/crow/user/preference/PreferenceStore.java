package dev.crow.user.preference;

import dev.crow.relational.Timestamps;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of preferences. A person's row goes with the person. */
@Repository
public class PreferenceStore {

  private final JdbcClient jdbc;
  private final Clock clock;

  PreferenceStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Gives a new member the defaults.
   *
   * @param organizationId whose
   * @param userId a member
   */
  public void addDefaults(String organizationId, String userId) {
    jdbc.sql(
            """
            INSERT INTO user_preferences (user_id, org_id, updated_at) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(userId, organizationId, Timestamps.format(clock.instant()))
        .update();
  }

  /**
   * @param organizationId whose
   * @param userId a member
   * @return what they prefer; empty if there is no such member
   */
  public Optional<Preferences> find(String organizationId, String userId) {
    return jdbc.sql("SELECT * FROM user_preferences WHERE org_id = ? AND user_id = ?")
        .params(organizationId, userId)
        .query(
            (row, _) ->
                new Preferences(
                    row.getBoolean("email_pattern_alerts"),
                    row.getBoolean("email_billing_notices"),
                    row.getBoolean("email_team_invites"),
                    row.getBoolean("email_weekly_digest"),
                    row.getString("theme"),
                    row.getString("locale"),
                    row.getString("time_zone")))
        .optional();
  }

  void save(String organizationId, String userId, Preferences preferences) {
    jdbc.sql(
            """
            UPDATE user_preferences SET email_pattern_alerts = ?, email_billing_notices = ?,
              email_team_invites = ?, email_weekly_digest = ?, theme = ?, locale = ?,
              time_zone = ?, updated_at = ?
            WHERE org_id = ? AND user_id = ?
            """)
        .params(
            preferences.emailPatternAlerts(),
            preferences.emailBillingNotices(),
            preferences.emailTeamInvites(),
            preferences.emailWeeklyDigest(),
            preferences.theme(),
            preferences.locale(),
            preferences.timeZone(),
            Timestamps.format(clock.instant()),
            organizationId,
            userId)
        .update();
  }
}
