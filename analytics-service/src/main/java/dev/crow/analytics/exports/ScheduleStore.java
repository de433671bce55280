package dev.crow.analytics.exports;

import dev.crow.analytics.exports.Schedule.Content;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The rows of schedules. */
final class ScheduleStore {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ScheduleStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(Schedule schedule) {
    jdbc.sql(
            """
            INSERT INTO export_schedules (id, org_id, name, content, enabled, next_at, created_by,
              created_at, version)
            VALUES (:id, :org, :name, :content, :enabled, :next, :by, :created, :version)
            """)
        .param("id", schedule.id())
        .param("org", schedule.organizationId())
        .param("name", schedule.name())
        .param("content", json.writeValueAsString(schedule.content()))
        .param("enabled", schedule.enabled() ? 1 : 0)
        .param("next", Timestamps.format(schedule.nextAt()))
        .param("by", schedule.createdBy())
        .param("created", Timestamps.format(schedule.createdAt()))
        .param("version", schedule.version())
        .update();
  }

  /** False if there is another version by now. */
  boolean change(Schedule schedule) {
    return jdbc.sql(
                """
                UPDATE export_schedules SET name = :name, content = :content, enabled = :enabled,
                  next_at = :next, version = version + 1
                WHERE org_id = :org AND id = :id AND version = :version
                """)
            .param("name", schedule.name())
            .param("content", json.writeValueAsString(schedule.content()))
            .param("enabled", schedule.enabled() ? 1 : 0)
            .param("next", Timestamps.format(schedule.nextAt()))
            .param("org", schedule.organizationId())
            .param("id", schedule.id())
            .param("version", schedule.version())
            .update()
        == 1;
  }

  void delete(String organizationId, String id) {
    jdbc.sql("DELETE FROM export_schedules WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .update();
  }

  Optional<Schedule> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM export_schedules WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(this::schedule)
        .optional();
  }

  List<Schedule> all(String organizationId) {
    return jdbc.sql("SELECT * FROM export_schedules WHERE org_id = ? ORDER BY id")
        .param(organizationId)
        .query(this::schedule)
        .list();
  }

  /** Of all organizations. */
  List<Schedule> due(Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM export_schedules WHERE enabled = 1 AND next_at <= ?
            ORDER BY next_at LIMIT ?
            """)
        .params(Timestamps.format(now), limit)
        .query(this::schedule)
        .list();
  }

  void followed(Schedule schedule, String exportId, Instant nextAt) {
    jdbc.sql(
            """
            UPDATE export_schedules SET last_id = ?, next_at = ?
            WHERE org_id = ? AND id = ? AND next_at = ?
            """)
        .params(
            exportId,
            Timestamps.format(nextAt),
            schedule.organizationId(),
            schedule.id(),
            Timestamps.format(schedule.nextAt()))
        .update();
  }

  private Schedule schedule(ResultSet row, int number) throws SQLException {
    return new Schedule(
        row.getString("id"),
        row.getString("org_id"),
        row.getString("name"),
        json.readValue(row.getString("content"), Content.class),
        row.getBoolean("enabled"),
        Timestamps.parse(row.getString("next_at")),
        row.getString("last_id"),
        row.getString("created_by"),
        Timestamps.parse(row.getString("created_at")),
        row.getLong("version"));
  }
}
