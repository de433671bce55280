package dev.crow.webingest.quarantine;

import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.relational.Timestamps;
import dev.crow.webingest.rules.OrganizationRules.Violation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of dead letters. */
@Repository
class DeadLetterStore {

  private static final TypeReference<List<Violation>> VIOLATIONS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  DeadLetterStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Does nothing if the session's event is there already. */
  void insert(String organizationId, DeadLetter letter) {
    SessionContext context = letter.context();
    jdbc.sql(
            """
            INSERT INTO dead_letters (id, org_id, session_id, event_id, event, schema_version,
              receipt_id, anonymous_id, user_id, payload, context, violations, received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (org_id, session_id, event_id) DO NOTHING
            """)
        .param(letter.id())
        .param(organizationId)
        .param(letter.sessionId())
        .param(letter.content().eventId())
        .param(letter.event())
        .param(letter.schemaVersion())
        .param(letter.receiptId())
        .param(context == null ? null : context.anonymousId())
        .param(context == null ? null : context.userId())
        .param(json.writeValueAsString(letter.content()))
        .param(context == null ? null : json.writeValueAsString(context))
        .param(json.writeValueAsString(letter.violations()))
        .param(Timestamps.format(letter.receivedAt()))
        .update();
  }

  Optional<DeadLetter> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM dead_letters WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(this::letter)
        .optional();
  }

  /** The newest first. */
  List<DeadLetter> page(String organizationId, @Nullable String event, String beforeId, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM dead_letters WHERE org_id = ? AND (? IS NULL OR event = ?) AND id < ?
            ORDER BY id DESC LIMIT ?
            """)
        .param(organizationId)
        .param(event)
        .param(event)
        .param(beforeId)
        .param(limit)
        .query(this::letter)
        .list();
  }

  long count(String organizationId, @Nullable String event) {
    return jdbc.sql(
            "SELECT COUNT(*) FROM dead_letters WHERE org_id = ? AND (? IS NULL OR event = ?)")
        .param(organizationId)
        .param(event)
        .param(event)
        .query(Long.class)
        .single();
  }

  boolean delete(String organizationId, String id) {
    return jdbc.sql("DELETE FROM dead_letters WHERE org_id = ? AND id = ?")
            .params(organizationId, id)
            .update()
        > 0;
  }

  long deleteAll(String organizationId, @Nullable String event) {
    return jdbc.sql("DELETE FROM dead_letters WHERE org_id = ? AND (? IS NULL OR event = ?)")
        .param(organizationId)
        .param(event)
        .param(event)
        .update();
  }

  /** Keeps the newest of an organization. */
  void trim(String organizationId, int most) {
    jdbc.sql(
            """
            DELETE FROM dead_letters WHERE org_id = ? AND id <= (
              SELECT id FROM dead_letters WHERE org_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)
            """)
        .params(organizationId, organizationId, most)
        .update();
  }

  /** Letters of any organization that came before a time. */
  int deleteOlder(Instant than) {
    return jdbc.sql("DELETE FROM dead_letters WHERE received_at < ?")
        .param(Timestamps.format(than))
        .update();
  }

  /** Those of the visitor, and those of sessions in which the visitor was named. */
  void deleteVisitor(String organizationId, String visitor) {
    jdbc.sql(
            """
            DELETE FROM dead_letters WHERE org_id = ? AND session_id IN (
              SELECT session_id FROM dead_letters
              WHERE org_id = ? AND (anonymous_id = ? OR user_id = ?))
            """)
        .params(organizationId, organizationId, visitor, visitor)
        .update();
  }

  private DeadLetter letter(ResultSet row, int number) throws SQLException {
    String context = row.getString("context");
    return new DeadLetter(
        row.getString("id"),
        row.getString("event"),
        row.getInt("schema_version"),
        json.readValue(row.getString("violations"), VIOLATIONS),
        Timestamps.parse(row.getString("received_at")),
        row.getString("receipt_id"),
        row.getString("session_id"),
        context == null ? null : json.readValue(context, SessionContext.class),
        json.readValue(row.getString("payload"), WebEvent.class));
  }
}
