package dev.crow.analytics.exports;

import dev.crow.analytics.report.Format;
import dev.crow.analytics.report.Kind;
import dev.crow.analytics.report.Wanted;
import dev.crow.contracts.export.v1.ExportFilters;
import dev.crow.contracts.export.v1.ExportPart.Written;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The rows of exports. Every change says what it expects to find, and whether it did. */
final class ExportStore {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ExportStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(Export export, @Nullable String idempotencyKey, Instant askAgainAt) {
    Wanted wanted = export.wanted();
    jdbc.sql(
            """
            INSERT INTO exports (id, org_id, kind, format, name, filters, time_zone, state, step,
              part, row_count, attempts, due_at, created_by, schedule_id, idempotency_key,
              created_at)
            VALUES (:id, :org, :kind, :format, :name, :filters, :zone, 'pending', 'collecting',
              1, 0, 1, :due, :by, :schedule, :key, :created)
            """)
        .param("id", export.id())
        .param("org", export.organizationId())
        .param("kind", wanted.kind().word())
        .param("format", wanted.format().word())
        .param("name", wanted.name())
        .param("filters", json.writeValueAsString(wanted.filters()))
        .param("zone", wanted.zone().getId())
        .param("due", Timestamps.format(askAgainAt))
        .param("by", export.createdBy())
        .param("schedule", export.scheduleId())
        .param("key", idempotencyKey)
        .param("created", Timestamps.format(export.createdAt()))
        .update();
  }

  Optional<Export> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM exports WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(this::export)
        .optional();
  }

  Optional<Export> ofKey(String organizationId, String createdBy, String idempotencyKey) {
    return jdbc.sql(
            """
            SELECT * FROM exports WHERE org_id = ? AND created_by = ? AND idempotency_key = ?
            """)
        .params(organizationId, createdBy, idempotencyKey)
        .query(this::export)
        .optional();
  }

  /** Newest first, of the kinds somebody may see. */
  List<Export> page(
      String organizationId, Collection<Kind> kinds, @Nullable String before, int limit) {
    if (kinds.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            SELECT * FROM exports WHERE org_id = :org AND kind IN (:kinds)
              AND (:before IS NULL OR id < :before)
            ORDER BY id DESC LIMIT :limit
            """)
        .param("org", organizationId)
        .param("kinds", kinds.stream().map(Kind::word).toList())
        .param("before", before)
        .param("limit", limit)
        .query(this::export)
        .list();
  }

  long countOpen(String organizationId) {
    return jdbc.sql("SELECT count(*) FROM exports WHERE org_id = ? AND step <> 'done'")
        .param(organizationId)
        .query(Long.class)
        .single();
  }

  /** A part came; what comes next is the one after it, or the file. */
  boolean take(Export export, Written written, Instant now, Instant dueAt) {
    boolean last = written.next() == null;
    jdbc.sql(
            """
            INSERT INTO export_parts (org_id, export_id, part, object_name, row_count)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)
        .params(
            export.organizationId(),
            export.id(),
            written.part(),
            written.objectName(),
            written.rows())
        .update();
    return jdbc.sql(
                """
                UPDATE exports SET state = 'running', step = :step, part = part + 1,
                  place = :place, row_count = row_count + :rows,
                  expected = coalesce(:expected, expected), attempts = :attempts,
                  started_at = coalesce(started_at, :now), due_at = :due
                WHERE org_id = :org AND id = :id AND step = 'collecting' AND part = :part
                """)
            .param("step", last ? Step.RENDERING.word() : Step.COLLECTING.word())
            .param("place", written.next())
            .param("rows", written.rows())
            .param("expected", written.expected())
            .param("attempts", last ? 0 : 1)
            .param("now", Timestamps.format(now))
            .param("due", Timestamps.format(last ? now : dueAt))
            .param("org", export.organizationId())
            .param("id", export.id())
            .param("part", written.part())
            .update()
        == 1;
  }

  List<String> parts(Export export) {
    return jdbc.sql(
            """
            SELECT object_name FROM export_parts WHERE org_id = ? AND export_id = ? ORDER BY part
            """)
        .params(export.organizationId(), export.id())
        .query(String.class)
        .list();
  }

  /** Exports of all organizations whose part was waited for long enough. */
  List<Export> unanswered(Instant now, int limit) {
    return jdbc.sql(
            "SELECT * FROM exports WHERE step = 'collecting' AND due_at <= ? ORDER BY due_at LIMIT ?")
        .params(Timestamps.format(now), limit)
        .query(this::export)
        .list();
  }

  boolean askedAgain(Export export, Instant dueAt) {
    return jdbc.sql(
                """
                UPDATE exports SET attempts = attempts + 1, due_at = ?
                WHERE org_id = ? AND id = ? AND step = 'collecting' AND part = ? AND attempts = ?
                """)
            .params(
                Timestamps.format(dueAt),
                export.organizationId(),
                export.id(),
                export.part(),
                export.attempts())
            .update()
        == 1;
  }

  /** Takes up the oldest whose file nobody makes; empty if there is none. */
  Optional<Export> claim(String owner, Instant now, Instant until) {
    Optional<Export> next =
        jdbc.sql(
                """
                SELECT * FROM exports WHERE step = 'rendering' AND due_at <= ?
                ORDER BY due_at, id LIMIT 1
                """)
            .param(Timestamps.format(now))
            .query(this::export)
            .optional();
    return next.filter(export -> take(export, owner, now, until))
        .flatMap(export -> find(export.organizationId(), export.id()));
  }

  private boolean take(Export export, String owner, Instant now, Instant until) {
    return jdbc.sql(
                """
                UPDATE exports SET owner = ?, due_at = ?, attempts = attempts + 1
                WHERE org_id = ? AND id = ? AND step = 'rendering' AND due_at <= ?
                """)
            .params(
                owner,
                Timestamps.format(until),
                export.organizationId(),
                export.id(),
                Timestamps.format(now))
            .update()
        == 1;
  }

  /** False if it is not that owner's any more, because it was cancelled or taken over. */
  boolean keep(Export export, String owner, Instant until) {
    return jdbc.sql(
                """
                UPDATE exports SET due_at = ?
                WHERE org_id = ? AND id = ? AND step = 'rendering' AND owner = ?
                """)
            .params(Timestamps.format(until), export.organizationId(), export.id(), owner)
            .update()
        == 1;
  }

  /** Puts it back because the service stops, which is no failed attempt. */
  void handOver(Export export, String owner, Instant now) {
    jdbc.sql(
            """
            UPDATE exports SET due_at = ?, attempts = attempts - 1
            WHERE org_id = ? AND id = ? AND step = 'rendering' AND owner = ?
            """)
        .params(Timestamps.format(now), export.organizationId(), export.id(), owner)
        .update();
  }

  boolean ready(
      Export export, String owner, String fileName, long size, Instant now, Instant expiresAt) {
    return jdbc.sql(
                """
                UPDATE exports SET state = 'ready', step = 'done', file_name = :file, size = :size,
                  finished_at = :now, expires_at = :expires, owner = NULL, due_at = NULL
                WHERE org_id = :org AND id = :id AND step = 'rendering' AND owner = :owner
                """)
            .param("file", fileName)
            .param("size", size)
            .param("now", Timestamps.format(now))
            .param("expires", Timestamps.format(expiresAt))
            .param("org", export.organizationId())
            .param("id", export.id())
            .param("owner", owner)
            .update()
        == 1;
  }

  /** False if it has ended already. */
  boolean end(Export export, State state, @Nullable String problem, Instant now) {
    return jdbc.sql(
                """
                UPDATE exports SET state = ?, step = 'done', problem = ?, finished_at = ?,
                  owner = NULL, due_at = NULL
                WHERE org_id = ? AND id = ? AND step <> 'done'
                """)
            .param(state.word())
            .param(problem)
            .param(Timestamps.format(now))
            .param(export.organizationId())
            .param(export.id())
            .update()
        == 1;
  }

  List<Export> expiring(Instant now, int limit) {
    return jdbc.sql(
            "SELECT * FROM exports WHERE state = 'ready' AND expires_at <= ? ORDER BY expires_at LIMIT ?")
        .params(Timestamps.format(now), limit)
        .query(this::export)
        .list();
  }

  void expire(Export export, @Nullable String problem, Instant now) {
    jdbc.sql(
            """
            UPDATE exports SET state = 'expired', problem = ?, expires_at = min(expires_at, ?)
            WHERE org_id = ? AND id = ? AND state = 'ready'
            """)
        .param(problem)
        .param(Timestamps.format(now))
        .param(export.organizationId())
        .param(export.id())
        .update();
  }

  /** Those that hold rows of these kinds, or will. */
  List<Export> alive(String organizationId, Collection<Kind> kinds) {
    return jdbc.sql(
            """
            SELECT * FROM exports WHERE org_id = :org AND kind IN (:kinds)
              AND state IN ('pending', 'running', 'ready')
            """)
        .param("org", organizationId)
        .param("kinds", kinds.stream().map(Kind::word).toList())
        .query(this::export)
        .list();
  }

  /** Inside a transaction. */
  void delete(String organizationId, String id) {
    jdbc.sql("DELETE FROM export_parts WHERE org_id = ? AND export_id = ?")
        .params(organizationId, id)
        .update();
    jdbc.sql("DELETE FROM exports WHERE org_id = ? AND id = ?").params(organizationId, id).update();
  }

  /** Inside a transaction. */
  long forget(String organizationId, String userId) {
    long rows = 0;
    for (String table : List.of("exports", "export_schedules")) {
      rows +=
          jdbc.sql("UPDATE " + table + " SET created_by = ? WHERE org_id = ? AND created_by = ?")
              .params(Actors.USER + Actors.ERASED, organizationId, Actors.USER + userId)
              .update();
    }
    return rows;
  }

  /** Inside a transaction: what ended long ago is forgotten. */
  void prune(Instant before) {
    jdbc.sql(
            """
            DELETE FROM export_parts WHERE EXISTS (SELECT 1 FROM exports e
              WHERE e.org_id = export_parts.org_id AND e.id = export_parts.export_id
                AND e.step = 'done' AND e.state <> 'ready' AND e.finished_at < :before)
            """)
        .param("before", Timestamps.format(before))
        .update();
    jdbc.sql(
            """
            DELETE FROM exports
            WHERE step = 'done' AND state <> 'ready' AND finished_at < :before
            """)
        .param("before", Timestamps.format(before))
        .update();
  }

  private Export export(ResultSet row, int number) throws SQLException {
    long expected = row.getLong("expected");
    Long most = row.wasNull() ? null : Long.valueOf(expected);
    long size = row.getLong("size");
    Long bytes = row.wasNull() ? null : Long.valueOf(size);
    return new Export(
        row.getString("id"),
        row.getString("org_id"),
        new Wanted(
            Kind.of(row.getString("kind")),
            Format.of(row.getString("format")),
            row.getString("name"),
            json.readValue(row.getString("filters"), ExportFilters.class),
            ZoneId.of(row.getString("time_zone"))),
        State.of(row.getString("state")),
        Step.of(row.getString("step")),
        row.getInt("part"),
        row.getString("place"),
        row.getLong("row_count"),
        most,
        row.getInt("attempts"),
        row.getString("problem"),
        row.getString("file_name"),
        bytes,
        row.getString("created_by"),
        row.getString("schedule_id"),
        Timestamps.parse(row.getString("created_at")),
        time(row.getString("started_at")),
        time(row.getString("finished_at")),
        time(row.getString("expires_at")));
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : Timestamps.parse(text);
  }
}
