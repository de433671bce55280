package dev.crow.organization.document;

import dev.crow.organization.document.DocumentVersion.State;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The versions as they are read. Every claim is one statement, so no two instances can have a
 * version; who loses it is told so by false.
 */
final class ReadingStore {

  private static final String FIND =
      """
      SELECT v.*, d.name FROM context_versions v
      JOIN context_documents d ON d.id = v.document_id AND d.org_id = v.org_id
      """;
  private static final String TO_EXTRACT =
      """
      (state = 'QUEUED' OR state = 'RUNNING' AND step = 'extracting')
        AND (lease_until IS NULL OR lease_until < :now)
      """;
  private static final String TO_EMBED =
      """
      state = 'RUNNING' AND step = 'embedding'
        AND (lease_until IS NULL OR lease_until < :now OR owner = :owner)
      """;
  private static final String MINE =
      "WHERE document_id = :id AND version = :version AND owner = :owner AND state = 'RUNNING'";

  private final JdbcClient jdbc;
  private final Duration lease;
  private final Clock clock;

  ReadingStore(JdbcClient jdbc, Duration lease, Clock clock) {
    this.jdbc = jdbc;
    this.lease = lease;
    this.clock = clock;
  }

  /** The next to be made into pieces. */
  Optional<Task> claimExtracting(String owner) {
    return claim(
        owner,
        TO_EXTRACT,
        "state = 'RUNNING', step = 'extracting', attempts = attempts + 1,"
            + " started_at = coalesce(started_at, :now),");
  }

  /** The one whose pieces have waited longest for the index, so that all take turns. */
  Optional<Task> claimEmbedding(String owner) {
    return claim(owner, TO_EMBED, "");
  }

  private Optional<Task> claim(String owner, String condition, String changes) {
    String now = Timestamps.format(clock.instant());
    Optional<Task> next =
        jdbc.sql(FIND + "WHERE " + condition + "ORDER BY touched_at LIMIT 1")
            .param("now", now)
            .param("owner", owner)
            .query(ReadingStore::task)
            .optional();
    return next.filter(task -> take(task, owner, now, condition, changes))
        .flatMap(task -> find(task.documentId(), task.version()));
  }

  private boolean take(Task task, String owner, String now, String condition, String changes) {
    return jdbc.sql(
                "UPDATE context_versions SET "
                    + changes
                    + " owner = :owner, lease_until = :until, touched_at = :now"
                    + " WHERE document_id = :id AND version = :version AND "
                    + condition)
            .param("owner", owner)
            .param("until", Timestamps.format(clock.instant().plus(lease)))
            .param("now", now)
            .param("id", task.documentId())
            .param("version", task.version())
            .update()
        == 1;
  }

  private Optional<Task> find(String documentId, int version) {
    return jdbc.sql(FIND + "WHERE v.document_id = ? AND v.version = ?")
        .params(documentId, version)
        .query(ReadingStore::task)
        .optional();
  }

  /** Notes that the pieces are there, within the transaction that writes them. */
  boolean extracted(Task task, String owner, int pieces) {
    return jdbc.sql(
                """
                UPDATE context_versions SET step = 'embedding', total = :total, done = 0,
                  owner = NULL, lease_until = NULL\s"""
                    + MINE)
            .param("total", pieces)
            .param("id", task.documentId())
            .param("version", task.version())
            .param("owner", owner)
            .update()
        == 1;
  }

  boolean embedded(Task task, String owner, int pieces) {
    return jdbc.sql("UPDATE context_versions SET done = :done, lease_until = :until " + MINE)
            .param("done", pieces)
            .param("until", Timestamps.format(clock.instant().plus(lease)))
            .param("id", task.documentId())
            .param("version", task.version())
            .param("owner", owner)
            .update()
        == 1;
  }

  boolean finish(
      Task task, String owner, State state, @Nullable String problem, @Nullable String detail) {
    return jdbc.sql(
                """
                UPDATE context_versions SET state = :state, problem = :problem, detail = :detail,
                  step = CASE WHEN :state = 'DONE' THEN 'done' ELSE step END,
                  finished_at = :now, owner = NULL, lease_until = NULL\s"""
                    + MINE)
            .param("state", state.name())
            .param("problem", problem)
            .param("detail", detail)
            .param("now", Timestamps.format(clock.instant()))
            .param("id", task.documentId())
            .param("version", task.version())
            .param("owner", owner)
            .update()
        == 1;
  }

  /** Puts it back because the service stops, which is no failed attempt. */
  void handOver(Task task, String owner) {
    jdbc.sql("UPDATE context_versions SET lease_until = NULL, attempts = attempts - 1 " + MINE)
        .param("id", task.documentId())
        .param("version", task.version())
        .param("owner", owner)
        .update();
  }

  /** Puts it back for another attempt, from when on. */
  void giveBack(Task task, String owner, Instant from) {
    jdbc.sql("UPDATE context_versions SET lease_until = :from " + MINE)
        .param("from", Timestamps.format(from))
        .param("id", task.documentId())
        .param("version", task.version())
        .param("owner", owner)
        .update();
  }

  Optional<Integer> currentVersion(Task task) {
    return jdbc.sql("SELECT current_version FROM context_documents WHERE org_id = ? AND id = ?")
        .params(task.organizationId(), task.documentId())
        .query(
            (row, _) -> {
              int current = row.getInt(1);
              return row.wasNull() ? 0 : current;
            })
        .optional();
  }

  void setCurrent(Task task) {
    jdbc.sql("UPDATE context_documents SET current_version = ? WHERE org_id = ? AND id = ?")
        .params(task.version(), task.organizationId(), task.documentId())
        .update();
  }

  private static Task task(ResultSet row, int number) throws SQLException {
    return new Task(
        row.getString("org_id"),
        row.getString("document_id"),
        row.getInt("version"),
        row.getString("name"),
        row.getString("media_type"),
        row.getInt("attempts"),
        row.getInt("total"),
        row.getInt("done"));
  }

  /**
   * A version in work.
   *
   * @param organizationId whose
   * @param documentId of the document
   * @param version of it
   * @param name of the document
   * @param mediaType as announced
   * @param attempts so far, this one included
   * @param total pieces, 0 before they are made
   * @param done pieces in the index
   */
  record Task(
      String organizationId,
      String documentId,
      int version,
      String name,
      String mediaType,
      int attempts,
      int total,
      int done) {}
}
