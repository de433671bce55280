package dev.crow.pattern.results;

import dev.crow.pattern.mining.Kind;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.results.Pattern.About;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Patterns in the service's own database. */
public final class PatternStore {

  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final String ADD =
      """
      INSERT INTO patterns (id, org_id, time_period, period_start, period_end, identity, kind,
        measure, status, position, title, description, advice, generator, products, confidence,
        created_at, updated_at, metadata)
      VALUES (:id, :org, :period, :start, :end, :identity, :kind, :measure, :status, :position,
        :title, :description, :advice, :generator, :products, :confidence, :created, :updated,
        :metadata)
      """;
  private static final String ADD_EXAMPLES =
      """
      INSERT INTO pattern_interactions (org_id, pattern_id, interaction_id, position)
      SELECT :org, :id, e.value, e.key FROM json_each(:examples) e
      WHERE EXISTS (SELECT 1 FROM visits v WHERE v.org_id = :org AND v.interaction_id = e.value)
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  PatternStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Inside a transaction, which reads nothing afterwards: these are the patterns of the period now.
   *
   * @param organizationId whose
   * @param period how long a time
   * @param start its first day
   * @param patterns of the period
   * @param examples by pattern id, ids of interactions; those that went meanwhile are left out
   */
  public void replace(
      String organizationId,
      TimePeriod period,
      LocalDate start,
      List<Pattern> patterns,
      Map<String, List<String>> examples) {
    jdbc.sql(
            """
            DELETE FROM pattern_interactions WHERE org_id = :org AND pattern_id IN (
              SELECT id FROM patterns
              WHERE org_id = :org AND time_period = :period AND period_start = :start)
            """)
        .params(Map.of("org", organizationId, "period", period.word(), "start", start.toString()))
        .update();
    jdbc.sql("DELETE FROM patterns WHERE org_id = ? AND time_period = ? AND period_start = ?")
        .params(organizationId, period.word(), start.toString())
        .update();
    for (Pattern pattern : patterns) {
      jdbc.sql(ADD).params(values(organizationId, pattern)).update();
      List<String> ids = examples.getOrDefault(pattern.id(), List.of());
      if (!ids.isEmpty()) {
        jdbc.sql(ADD_EXAMPLES)
            .param("org", organizationId)
            .param("id", pattern.id())
            .param("examples", json.writeValueAsString(ids))
            .update();
      }
    }
    forgetDeleted(organizationId);
    revise(jdbc, organizationId);
  }

  /** Whoever deletes while a run is under way is heard as well. */
  private void forgetDeleted(String organizationId) {
    jdbc.sql(
            """
            DELETE FROM pattern_interactions WHERE org_id = :org AND pattern_id IN (
              SELECT pattern_id FROM deleted_patterns WHERE org_id = :org)
            """)
        .param("org", organizationId)
        .update();
    jdbc.sql(
            """
            DELETE FROM patterns WHERE org_id = :org AND id IN (
              SELECT pattern_id FROM deleted_patterns WHERE org_id = :org)
            """)
        .param("org", organizationId)
        .update();
  }

  /**
   * Inside a transaction, which reads nothing afterwards: the pattern is gone, and does not come
   * back when its period is worked out again.
   *
   * @param organizationId whose
   * @param pattern that is deleted
   * @param now when
   */
  public void delete(String organizationId, Pattern pattern, Instant now) {
    jdbc.sql(
            """
            INSERT INTO deleted_patterns (org_id, pattern_id, period_end, deleted_at)
            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)
        .params(
            organizationId, pattern.id(), pattern.periodEnd().toString(), Timestamps.format(now))
        .update();
    jdbc.sql("DELETE FROM wordings WHERE org_id = ? AND subject = ?")
        .params(organizationId, pattern.id())
        .update();
    forgetDeleted(organizationId);
    revise(jdbc, organizationId);
  }

  /**
   * @param organizationId whose
   * @return ids of patterns somebody deleted
   */
  public Set<String> deleted(String organizationId) {
    return jdbc.sql("SELECT pattern_id FROM deleted_patterns WHERE org_id = ?")
        .param(organizationId)
        .query(String.class)
        .set();
  }

  private Map<String, Object> values(String organizationId, Pattern pattern) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", pattern.id());
    values.put("org", organizationId);
    values.put("period", pattern.period().word());
    values.put("start", pattern.periodStart().toString());
    values.put("end", pattern.periodEnd().toString());
    values.put("identity", pattern.identity());
    values.put("kind", pattern.about().kind());
    values.put("measure", pattern.about().measure());
    values.put("status", pattern.status().word());
    values.put("position", pattern.position());
    values.put("title", pattern.title());
    values.put("description", pattern.description());
    values.put("advice", pattern.advice());
    values.put("generator", pattern.generator());
    values.put("products", json.writeValueAsString(pattern.products()));
    values.put("confidence", pattern.confidence());
    values.put("created", Timestamps.format(pattern.createdAt()));
    values.put("updated", Timestamps.format(pattern.updatedAt()));
    values.put("metadata", json.writeValueAsString(pattern.about()));
    return values;
  }

  static void revise(JdbcClient jdbc, String organizationId) {
    jdbc.sql(
            """
            INSERT INTO revisions (org_id, revision) VALUES (?, 1)
            ON CONFLICT (org_id) DO UPDATE SET revision = revisions.revision + 1
            """)
        .param(organizationId)
        .update();
  }

  /**
   * @param organizationId whose
   * @return raised with every change of its patterns; 0 if there never were any
   */
  public long revision(String organizationId) {
    return jdbc.sql("SELECT revision FROM revisions WHERE org_id = ?")
        .param(organizationId)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /**
   * @param organizationId whose
   * @param period how long a time
   * @param start its first day
   * @return its patterns, the weightiest first
   */
  public List<Pattern> of(String organizationId, TimePeriod period, LocalDate start) {
    return jdbc.sql(
            """
            SELECT * FROM patterns WHERE org_id = ? AND time_period = ? AND period_start = ?
            ORDER BY position, id
            """)
        .params(organizationId, period.word(), start.toString())
        .query(this::pattern)
        .list();
  }

  /**
   * @param organizationId whose
   * @param period how long a time
   * @return start of the latest period that was worked out
   */
  public Optional<LocalDate> latest(String organizationId, TimePeriod period) {
    return jdbc.sql(
            "SELECT start FROM counts WHERE org_id = ? AND time_period = ?"
                + " ORDER BY start DESC LIMIT 1")
        .params(organizationId, period.word())
        .query(String.class)
        .optional()
        .map(LocalDate::parse);
  }

  /**
   * @param query what is wanted
   * @return latest period first, in it the weightiest first
   */
  public List<Pattern> page(PatternQuery query) {
    StringBuilder sql = new StringBuilder("SELECT * FROM patterns WHERE org_id = :org");
    Map<String, Object> values = new HashMap<>();
    values.put("org", query.organizationId());
    values.put("limit", query.limit());
    if (query.period() != null) {
      sql.append(" AND time_period = :period");
      values.put("period", query.period().word());
    }
    if (query.start() != null) {
      sql.append(" AND period_start = :start");
      values.put("start", query.start().toString());
    }
    if (!query.kinds().isEmpty()) {
      sql.append(" AND kind IN (:kinds)");
      values.put("kinds", query.kinds().stream().map(Kind::word).toList());
    }
    if (!query.statuses().isEmpty()) {
      sql.append(" AND status IN (:statuses)");
      values.put("statuses", query.statuses().stream().map(Status::word).toList());
    }
    if (query.productId() != null) {
      sql.append(" AND EXISTS (SELECT 1 FROM json_each(products) p WHERE p.value = :product)");
      values.put("product", query.productId());
    }
    if (query.after() != null) {
      sql.append(
          " AND (period_start < :afterStart"
              + " OR (period_start = :afterStart AND (position, id) > (:afterPosition, :afterId)))");
      values.put("afterStart", query.after().start());
      values.put("afterPosition", query.after().position());
      values.put("afterId", query.after().id());
    }
    sql.append(" ORDER BY period_start DESC, position, id LIMIT :limit");
    return jdbc.sql(sql.toString()).params(values).query(this::pattern).list();
  }

  /**
   * @param organizationId whose
   * @param id of a pattern
   * @return the pattern, or empty if it is none of this organization's
   */
  public Optional<Pattern> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM patterns WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(this::pattern)
        .optional();
  }

  /**
   * @param organizationId whose
   * @param identity of a statement
   * @param period how long a time
   * @param limit at most so many
   * @return the same statement about the latest periods, newest first
   */
  public List<Pattern> history(
      String organizationId, String identity, TimePeriod period, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM patterns WHERE org_id = ? AND identity = ? AND time_period = ?
            ORDER BY period_start DESC LIMIT ?
            """)
        .params(organizationId, identity, period.word(), limit)
        .query(this::pattern)
        .list();
  }

  /**
   * @param organizationId whose
   * @param id of a pattern
   * @return ids of some of its interactions
   */
  public List<String> examples(String organizationId, String id) {
    return jdbc.sql(
            """
            SELECT interaction_id FROM pattern_interactions WHERE org_id = ? AND pattern_id = ?
            ORDER BY position
            """)
        .params(organizationId, id)
        .query(String.class)
        .list();
  }

  private Pattern pattern(ResultSet row, int number) throws SQLException {
    return new Pattern(
        row.getString("id"),
        TimePeriod.valueOf(row.getString("time_period").toUpperCase(Locale.ROOT)),
        LocalDate.parse(row.getString("period_start")),
        LocalDate.parse(row.getString("period_end")),
        row.getString("identity"),
        Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getInt("position"),
        row.getString("title"),
        row.getString("description"),
        row.getString("advice"),
        row.getString("generator"),
        Objects.requireNonNull(json.readValue(row.getString("products"), TEXTS)),
        row.getDouble("confidence"),
        Timestamps.parse(row.getString("created_at")),
        Timestamps.parse(row.getString("updated_at")),
        Objects.requireNonNull(json.readValue(row.getString("metadata"), About.class)));
  }
}
