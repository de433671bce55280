package dev.crow.notification.rule;

import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds rules that are met and have not told of it yet, of every organization. */
@Repository
class Met {

  private static final String PATTERNS =
      """
      SELECT r.org_id, r.id, r.name, r.updated_at, max(h.found_at) AS last, min(h.found_at) AS first
      FROM rule_hits h JOIN rules r ON r.id = h.rule_id AND r.org_id = h.org_id
      GROUP BY r.org_id, r.id, r.name, r.updated_at
      HAVING max(h.found_at) <= :settled OR min(h.found_at) <= :waited
      """;
  private static final String BUDGETS =
      """
      SELECT r.org_id, r.id, r.name, r.updated_at, r.metric, r.most, u.count,
        CASE WHEN u.count >= r.most THEN 100 ELSE 80 END AS percent
      FROM rules r JOIN usage_counts u
        ON u.org_id = r.org_id AND u.metric = r.metric AND u.month = :month
      WHERE r.watch = 'BUDGET' AND r.enabled = 1 AND u.count * 100 >= r.most * 80
        AND coalesce(r.fired_for, '') <>
          :month || ':' || CASE WHEN u.count >= r.most THEN 100 ELSE 80 END
      """;
  private static final String SILENCES =
      """
      SELECT r.org_id, r.id, r.name, r.updated_at, r.hours, v.seen_at
      FROM rules r JOIN last_visits v ON v.org_id = r.org_id
      WHERE r.watch = 'SILENCE' AND r.enabled = 1 AND r.fired_for IS NULL
        AND julianday(v.seen_at) < julianday(:now) - r.hours / 24.0
      """;
  private static final String RETURNS =
      """
      SELECT r.org_id, r.id, r.name, r.updated_at, r.fired_for, v.seen_at
      FROM rules r JOIN last_visits v ON v.org_id = r.org_id
      WHERE r.watch = 'SILENCE' AND r.enabled = 1 AND r.fired_for < v.seen_at
      """;
  private static final String REFUSALS =
      """
      SELECT r.org_id, r.id, r.name, r.updated_at, r.most, f.count, f.hour
      FROM rules r JOIN refusals f ON f.org_id = r.org_id AND f.hour = :hour
      WHERE r.watch = 'REFUSALS' AND r.enabled = 1 AND f.count >= r.most
        AND coalesce(r.fired_for, '') <> f.hour
      """;

  private final JdbcClient jdbc;
  private final RuleProperties properties;

  Met(JdbcClient jdbc, RuleProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  List<Of> patterns(Instant now) {
    return jdbc.sql(PATTERNS)
        .param("settled", Timestamps.format(now.minus(properties.settle())))
        .param("waited", Timestamps.format(now.minus(properties.longestWait())))
        .query((row, _) -> of(row))
        .list();
  }

  List<Budget> budgets(Instant now) {
    return jdbc.sql(BUDGETS)
        .param("month", Rules.month(now))
        .query(
            (row, _) ->
                new Budget(
                    of(row),
                    Metric.valueOf(row.getString("metric")),
                    row.getLong("most"),
                    row.getLong("count"),
                    row.getInt("percent")))
        .list();
  }

  List<Silence> silences(Instant now) {
    return jdbc.sql(SILENCES)
        .param("now", Timestamps.format(now))
        .query((row, _) -> new Silence(of(row), row.getInt("hours"), row.getString("seen_at")))
        .list();
  }

  List<Return> returns() {
    return jdbc.sql(RETURNS)
        .query(
            (row, _) -> new Return(of(row), row.getString("fired_for"), row.getString("seen_at")))
        .list();
  }

  List<Refused> refusals(Instant now) {
    return jdbc.sql(REFUSALS)
        .param("hour", Rules.hour(now))
        .query(
            (row, _) ->
                new Refused(
                    of(row), row.getLong("most"), row.getLong("count"), row.getString("hour")))
        .list();
  }

  private static Of of(ResultSet row) throws SQLException {
    return new Of(
        row.getString("org_id"),
        row.getString("id"),
        row.getString("name"),
        row.getString("updated_at"));
  }

  /**
   * A rule that is met.
   *
   * @param version tells the rule from what it was before it was changed
   */
  record Of(String organizationId, String ruleId, String name, String version) {}

  record Budget(Of rule, Metric metric, long limit, long count, int percent) {}

  record Silence(Of rule, int hours, String since) {}

  record Return(Of rule, String since, String seen) {}

  record Refused(Of rule, long limit, long count, String hour) {}
}
