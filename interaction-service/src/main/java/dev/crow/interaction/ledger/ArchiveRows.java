package dev.crow.interaction.ledger;

import dev.crow.relational.Timestamps;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the database knows of the archive. Each step names the rows and versions it rests on; if one
 * of them changed meanwhile, a check constraint undoes the step as a whole.
 */
final class ArchiveRows {

  private static final String MOVE =
      """
      INSERT INTO archived_interactions (id, org_id, session_id, source, version, products, outcome,
        tags, event_count, started_at, segment_id, line)
      SELECT i.id, i.org_id, i.session_id, i.source, i.version, i.products, i.outcome,
        json_extract(i.metadata, '$.tags'), i.event_count, i.started_at, :segment, m.key
      FROM json_each(:moved) m CROSS JOIN interactions i
        ON i.id = json_extract(m.value, '$[0]') AND i.version = json_extract(m.value, '$[1]')
      WHERE i.org_id = :org
      """;
  private static final String REMOVE_MOVED =
      """
      DELETE FROM interactions WHERE org_id = :org
        AND id IN (SELECT id FROM archived_interactions WHERE segment_id = :segment)
      """;
  private static final String LIVE =
      """
      UPDATE archive_segments SET state = 'LIVE',
        indexed = (SELECT count(*) FROM archived_interactions WHERE segment_id = :segment)
      WHERE id = :segment AND org_id = :org
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ArchiveRows(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Before its file is written, so that a file cut short is known of. */
  void announce(ArchiveSegment segment, int lines, int bytes, Instant now) {
    jdbc.sql(
            """
            INSERT INTO archive_segments (id, org_id, year, state, lines, indexed, bytes,
              created_at)
            VALUES (?, ?, ?, 'WRITING', ?, 0, ?, ?)
            """)
        .params(
            segment.id(),
            segment.organizationId(),
            segment.year(),
            lines,
            bytes,
            Timestamps.format(now))
        .update();
  }

  /** Replaces rows by their places in the file; within the caller's transaction. */
  void move(ArchiveSegment segment, List<Interaction> moved) {
    List<List<Object>> versions =
        moved.stream().map(i -> List.<Object>of(i.id(), i.version())).toList();
    jdbc.sql(MOVE)
        .param("segment", segment.id())
        .param("moved", json.writeValueAsString(versions))
        .param("org", segment.organizationId())
        .update();
    of(segment, REMOVE_MOVED);
    of(segment, LIVE);
  }

  /** Points the kept ones to their new file and forgets the rest; in the caller's transaction. */
  void repoint(ArchiveSegment old, ArchiveSegment fresh, List<Interaction> kept) {
    String ids = json.writeValueAsString(kept.stream().map(Interaction::id).toList());
    jdbc.sql(
            """
            UPDATE archived_interactions SET segment_id = :fresh, line = k.key
            FROM json_each(:kept) k
            WHERE archived_interactions.id = k.value AND segment_id = :old AND org_id = :org
            """)
        .param("fresh", fresh.id())
        .param("kept", ids)
        .param("old", old.id())
        .param("org", old.organizationId())
        .update();
    of(fresh, LIVE);
    drop(old);
  }

  /**
   * Takes back an announcement.
   *
   * @return false if the file is live: then its commit succeeded, whatever was heard of it
   */
  boolean abandon(ArchiveSegment segment) {
    return jdbc.sql(
                "DELETE FROM archive_segments WHERE org_id = ? AND id = ? AND state = 'WRITING'")
            .params(segment.organizationId(), segment.id())
            .update()
        == 1;
  }

  /** Within the caller's transaction. */
  void drop(ArchiveSegment segment) {
    of(segment, "DELETE FROM archived_interactions WHERE org_id = :org AND segment_id = :segment");
    of(segment, "DELETE FROM archive_segments WHERE org_id = :org AND id = :segment");
  }

  List<String> idsIn(ArchiveSegment segment) {
    return jdbc.sql("SELECT id FROM archived_interactions WHERE org_id = ? AND segment_id = ?")
        .params(segment.organizationId(), segment.id())
        .query(String.class)
        .list();
  }

  List<ArchiveSegment> segments(String organizationId) {
    return segments(organizationId, "state = 'LIVE'");
  }

  /** Files that were begun and never finished; no other work may be underway. */
  List<ArchiveSegment> unfinished(String organizationId) {
    return segments(organizationId, "state = 'WRITING'");
  }

  /** Files with something from before the time in them, or with lines that count no more. */
  List<ArchiveSegment> outdated(String organizationId, Instant before) {
    return jdbc.sql(
            """
            SELECT s.* FROM archive_segments s WHERE s.org_id = :org AND s.state = 'LIVE' AND (
              EXISTS (SELECT 1 FROM archived_interactions a
                WHERE a.segment_id = s.id AND a.started_at < :before)
              OR s.lines > (SELECT count(*) FROM archived_interactions a WHERE a.segment_id = s.id))
            ORDER BY s.year, s.id
            """)
        .param("org", organizationId)
        .param("before", Timestamps.format(before))
        .query((row, _) -> segment(row.getString("id"), organizationId, row.getInt("year")))
        .list();
  }

  long countBefore(String organizationId, Instant before) {
    return jdbc.sql(
            "SELECT count(*) FROM archived_interactions WHERE org_id = ? AND started_at < ?")
        .params(organizationId, Timestamps.format(before))
        .query(Long.class)
        .single();
  }

  /** Forgets all; within the caller's transaction. */
  long forgetAll(String organizationId) {
    long count = countBefore(organizationId, Instant.parse("9999-12-31T00:00:00Z"));
    for (String table : List.of("archived_interactions", "archive_segments", "pruned_days")) {
      jdbc.sql("DELETE FROM " + table + " WHERE org_id = ?").param(organizationId).update();
    }
    return count;
  }

  private List<ArchiveSegment> segments(String organizationId, String condition) {
    return jdbc.sql(
            "SELECT id, year FROM archive_segments WHERE org_id = ? AND "
                + condition
                + " ORDER BY year, id")
        .param(organizationId)
        .query((row, _) -> segment(row.getString("id"), organizationId, row.getInt("year")))
        .list();
  }

  private static ArchiveSegment segment(String id, String organizationId, int year) {
    return new ArchiveSegment(id, organizationId, year);
  }

  private void of(ArchiveSegment segment, String sql) {
    jdbc.sql(sql).param("org", segment.organizationId()).param("segment", segment.id()).update();
  }
}
