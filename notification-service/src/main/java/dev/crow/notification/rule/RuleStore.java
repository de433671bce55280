package dev.crow.notification.rule;

import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table of rules. */
@Repository
class RuleStore {

  private static final String ADD =
      """
      INSERT INTO rules
        (id, org_id, name, enabled, watch, patterns, metric, most, hours, created_at, updated_at)
      SELECT :id, :org, :name, :enabled, :watch, :patterns, :metric, :most, :hours, :created, :updated
      WHERE (SELECT count(*) FROM rules WHERE org_id = :org) < :limit
      ON CONFLICT DO NOTHING
      """;
  private static final String CHANGE =
      """
      UPDATE rules SET name = :name, enabled = :enabled, watch = :watch, patterns = :patterns,
        metric = :metric, most = :most, hours = :hours, fired_for = NULL, updated_at = :updated
      WHERE org_id = :org AND id = :id
      """;
  private static final String FIRED =
      "UPDATE rules SET fired_for = ?, fired_at = ? WHERE org_id = ? AND id = ?";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  RuleStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  List<Rule> all(String organizationId) {
    return jdbc.sql("SELECT * FROM rules WHERE org_id = ? ORDER BY id")
        .param(organizationId)
        .query(this::read)
        .list();
  }

  Optional<Rule> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM rules WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(this::read)
        .optional();
  }

  /** Returns false if there are enough. */
  boolean add(String organizationId, Rule rule, int most) {
    return values(jdbc.sql(ADD), organizationId, rule)
            .param("created", Timestamps.format(rule.createdAt()))
            .param("limit", most)
            .update()
        == 1;
  }

  /** What it told of before, it may tell of again. */
  void change(String organizationId, Rule rule) {
    values(jdbc.sql(CHANGE), organizationId, rule).update();
  }

  private JdbcClient.StatementSpec values(
      JdbcClient.StatementSpec statement, String organizationId, Rule rule) {
    return statement
        .param("id", rule.id())
        .param("org", organizationId)
        .param("name", rule.name())
        .param("enabled", rule.enabled() ? 1 : 0)
        .param("watch", rule.watch().name())
        .param(
            "patterns", rule.patterns() == null ? null : json.writeValueAsString(rule.patterns()))
        .param("metric", rule.metric() == null ? null : rule.metric().name())
        .param("most", rule.limit())
        .param("hours", rule.hours())
        .param("updated", Timestamps.format(rule.updatedAt()));
  }

  void fired(String organizationId, String id, @Nullable String what, Instant now) {
    jdbc.sql(FIRED).param(what).params(Timestamps.format(now), organizationId, id).update();
  }

  void delete(String organizationId, String id) {
    jdbc.sql("DELETE FROM rule_hits WHERE org_id = ? AND rule_id = ?")
        .params(organizationId, id)
        .update();
    jdbc.sql("DELETE FROM rules WHERE org_id = ? AND id = ?").params(organizationId, id).update();
  }

  private Rule read(ResultSet row, int number) throws SQLException {
    String patterns = row.getString("patterns");
    String metric = row.getString("metric");
    String firedAt = row.getString("fired_at");
    return new Rule(
        row.getString("id"),
        row.getString("name"),
        row.getBoolean("enabled"),
        Watch.valueOf(row.getString("watch")),
        patterns == null ? null : json.readValue(patterns, PatternFilter.class),
        metric == null ? null : Metric.valueOf(metric),
        row.getObject("most") == null ? null : row.getLong("most"),
        row.getObject("hours") == null ? null : row.getInt("hours"),
        firedAt == null ? null : Timestamps.parse(firedAt),
        Timestamps.parse(row.getString("created_at")),
        Timestamps.parse(row.getString("updated_at")));
  }
}
