package dev.crow.organization.audit;

import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the audit log. Every call names the organization. */
final class AuditRows {

  private final JdbcClient jdbc;

  AuditRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  AuditHead head(String organizationId) {
    return storedHead(organizationId)
        .orElseGet(() -> new AuditHead(organizationId, 0, AuditChain.START));
  }

  Optional<AuditHead> storedHead(String organizationId) {
    return jdbc.sql("SELECT * FROM audit_heads WHERE org_id = ?")
        .param(organizationId)
        .query(AuditRows::head)
        .optional();
  }

  /** Whose logs there are, for a task of the service itself. */
  List<AuditHead> heads() {
    return jdbc.sql("SELECT * FROM audit_heads ORDER BY org_id").query(AuditRows::head).list();
  }

  void append(AuditEntry entry) {
    jdbc.sql(
            """
            INSERT INTO audit_log (org_id, seq, ts, actor, action, object, outcome, request_id,
              times, prev_hash, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(entry.organizationId())
        .param(entry.seq())
        .param(Timestamps.format(entry.ts()))
        .param(entry.actor())
        .param(entry.action())
        .param(entry.object())
        .param(entry.outcome())
        .param(entry.requestId())
        .param(entry.times())
        .param(entry.prevHash())
        .param(entry.hash())
        .update();
    jdbc.sql(
            """
            INSERT INTO audit_heads (org_id, seq, hash) VALUES (?, ?, ?)
            ON CONFLICT (org_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
            """)
        .params(entry.organizationId(), entry.seq(), entry.hash())
        .update();
  }

  List<AuditEntry> page(AuditQuery query) {
    StringBuilder sql = new StringBuilder("SELECT * FROM audit_log WHERE org_id = :org");
    sql.append(query.from() == null ? "" : " AND ts >= :from");
    sql.append(query.to() == null ? "" : " AND ts < :to");
    sql.append(query.actor() == null ? "" : " AND actor = :actor");
    sql.append(query.action() == null ? "" : " AND action = :action");
    sql.append(" AND seq < :before ORDER BY seq DESC LIMIT :limit");
    return jdbc.sql(sql.toString()).params(query.values()).query(AuditRows::entry).list();
  }

  /** Reads the whole log in order, an entry at a time. */
  <T> T inOrder(String organizationId, Function<Stream<AuditEntry>, T> reader) {
    try (Stream<AuditEntry> entries =
        jdbc
            .sql("SELECT * FROM audit_log WHERE org_id = ? ORDER BY seq")
            .param(organizationId)
            .query(AuditRows::entry)
            .stream()) {
      return reader.apply(entries);
    }
  }

  /** Organizations that have entries or should have, for a task of the service itself. */
  List<String> organizations() {
    return jdbc.sql(
            "SELECT org_id FROM audit_heads UNION SELECT org_id FROM audit_log ORDER BY org_id")
        .query(String.class)
        .list();
  }

  boolean isAnchored(String organizationId, String day) {
    return jdbc.sql("SELECT count(*) FROM audit_anchors WHERE org_id = ? AND day = ?")
            .params(organizationId, day)
            .query(Integer.class)
            .single()
        > 0;
  }

  long anchoredSeq(String organizationId) {
    return jdbc.sql("SELECT coalesce(max(seq), 0) FROM audit_anchors WHERE org_id = ?")
        .param(organizationId)
        .query(Long.class)
        .single();
  }

  void noteAnchor(AuditHead head, String day) {
    jdbc.sql(
            """
            INSERT INTO audit_anchors (org_id, day, seq) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(head.organizationId(), day, head.seq())
        .update();
  }

  private static AuditHead head(ResultSet row, int number) throws SQLException {
    return new AuditHead(row.getString("org_id"), row.getLong("seq"), row.getString("hash"));
  }

  private static AuditEntry entry(ResultSet row, int number) throws SQLException {
    return new AuditEntry(
        row.getString("org_id"),
        row.getLong("seq"),
        Timestamps.parse(row.getString("ts")),
        row.getString("actor"),
        row.getString("action"),
        row.getString("object"),
        row.getString("outcome"),
        row.getString("request_id"),
        row.getInt("times"),
        row.getString("prev_hash"),
        row.getString("hash"));
  }
}
