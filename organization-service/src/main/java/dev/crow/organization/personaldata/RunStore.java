package dev.crow.organization.personaldata;

import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.organization.personaldata.Run.Kind;
import dev.crow.organization.personaldata.Run.State;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of runs and their parts. */
@Repository
class RunStore {

  private static final int BATCH = 20;

  private static final String EXPORTS_OF =
      """
       FROM runs WHERE org_id = ? AND kind = 'EXPORT'
        AND (scope = ? AND subject_hash = ? OR ? = 'ORGANIZATION')
      """;

  private final JdbcClient jdbc;

  RunStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Run run, List<String> services) {
    jdbc.sql(
            """
            INSERT INTO runs (id, org_id, kind, scope, subject_id, subject_hash, state,
              requested_by, created_at, due_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(run.id())
        .param(run.organizationId())
        .param(run.kind().name())
        .param(run.scope().name())
        .param(run.subjectId())
        .param(run.subjectHash())
        .param(run.state().name())
        .param(run.requestedBy())
        .param(Timestamps.format(run.createdAt()))
        .param(Timestamps.format(run.dueAt()))
        .update();
    services.forEach(
        service ->
            jdbc.sql("INSERT INTO run_parts (run_id, org_id, service) VALUES (?, ?, ?)")
                .params(run.id(), run.organizationId(), service)
                .update());
  }

  Optional<Run> find(String organizationId, Kind kind, String id) {
    return jdbc.sql("SELECT * FROM runs WHERE org_id = ? AND kind = ? AND id = ?")
        .params(organizationId, kind.name(), id)
        .query(RunStore::run)
        .optional();
  }

  List<Run> page(String organizationId, Kind kind, String beforeId, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM runs WHERE org_id = ? AND kind = ? AND id < ?
            ORDER BY id DESC LIMIT ?
            """)
        .params(organizationId, kind.name(), beforeId, limit)
        .query(RunStore::run)
        .list();
  }

  Optional<Run> erasureUnderway(String organizationId, Scope scope, String subjectHash) {
    return jdbc.sql(
            """
            SELECT * FROM runs WHERE org_id = ? AND kind = 'ERASURE' AND scope = ?
              AND subject_hash = ? AND state IN ('WAITING', 'RUNNING')
            """)
        .params(organizationId, scope.name(), subjectHash)
        .query(RunStore::run)
        .optional();
  }

  List<Run> exportsOf(String organizationId, Scope scope, String subjectHash) {
    return jdbc.sql("SELECT *" + EXPORTS_OF)
        .params(organizationId, scope.name(), subjectHash, scope.name())
        .query(RunStore::run)
        .list();
  }

  long deleteExportsOf(String organizationId, Scope scope, String subjectHash) {
    return jdbc.sql("DELETE" + EXPORTS_OF)
        .params(organizationId, scope.name(), subjectHash, scope.name())
        .update();
  }

  /** Runs of any organization that wait no longer; for a task of the service itself. */
  List<Run> due(Instant now) {
    return jdbc.sql("SELECT * FROM runs WHERE state = 'WAITING' AND due_at <= ? LIMIT " + BATCH)
        .param(Timestamps.format(now))
        .query(RunStore::run)
        .list();
  }

  /** Runs of any organization whose services were told before a time and have not all answered. */
  List<Run> unanswered(Instant toldBefore) {
    return jdbc.sql("SELECT * FROM runs WHERE state = 'RUNNING' AND ordered_at <= ? LIMIT " + BATCH)
        .param(Timestamps.format(toldBefore))
        .query(RunStore::run)
        .list();
  }

  /** Exports of any organization whose time is over. */
  List<Run> expired(Instant now) {
    return jdbc.sql(
            """
            SELECT * FROM runs WHERE kind = 'EXPORT' AND state = 'DONE' AND expires_at <= ? LIMIT
            """
                + BATCH)
        .param(Timestamps.format(now))
        .query(RunStore::run)
        .list();
  }

  /** Takes the next order of a run; false if another instance did, or the run went on. */
  boolean claimOrder(Run seen, Instant now) {
    return jdbc.sql(
                """
                UPDATE runs SET state = 'RUNNING', ordered_at = ?, orders = orders + 1
                WHERE org_id = ? AND id = ? AND state = ? AND orders = ?
                """)
            .params(
                Timestamps.format(now),
                seen.organizationId(),
                seen.id(),
                seen.state().name(),
                seen.orders())
            .update()
        == 1;
  }

  /** Moves a run on; false if it is not in that state (any more). */
  boolean move(String organizationId, String id, State from, State to) {
    return jdbc.sql("UPDATE runs SET state = ? WHERE org_id = ? AND id = ? AND state = ?")
            .params(to.name(), organizationId, id, from.name())
            .update()
        == 1;
  }

  void finish(Run run, Instant now, @Nullable Instant expiresAt, @Nullable String certificate) {
    jdbc.sql(
            """
            UPDATE runs SET state = 'DONE', done_at = ?, expires_at = ?, certificate = ?,
              subject_id = CASE WHEN kind = 'ERASURE' THEN NULL ELSE subject_id END
            WHERE org_id = ? AND id = ?
            """)
        .param(Timestamps.format(now))
        .param(expiresAt == null ? null : Timestamps.format(expiresAt))
        .param(certificate)
        .param(run.organizationId())
        .param(run.id())
        .update();
  }

  void finishPart(Run run, String service, Instant now, String result) {
    jdbc.sql(
            """
            INSERT INTO run_parts (run_id, org_id, service, done_at, result) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (run_id, service) DO UPDATE SET done_at = excluded.done_at,
              result = excluded.result
            WHERE run_parts.done_at IS NULL
            """)
        .params(run.id(), run.organizationId(), service, Timestamps.format(now), result)
        .update();
  }

  List<RunPart> parts(String organizationId, String runId) {
    return jdbc.sql("SELECT * FROM run_parts WHERE org_id = ? AND run_id = ? ORDER BY service")
        .params(organizationId, runId)
        .query(
            (row, _) ->
                new RunPart(
                    row.getString("service"), time(row, "done_at"), row.getString("result")))
        .list();
  }

  private static Run run(ResultSet row, int number) throws SQLException {
    return new Run(
        row.getString("id"),
        row.getString("org_id"),
        Kind.valueOf(row.getString("kind")),
        Scope.valueOf(row.getString("scope")),
        row.getString("subject_id"),
        row.getString("subject_hash"),
        State.valueOf(row.getString("state")),
        row.getString("requested_by"),
        Timestamps.parse(row.getString("created_at")),
        Timestamps.parse(row.getString("due_at")),
        time(row, "ordered_at"),
        row.getInt("orders"),
        time(row, "done_at"),
        time(row, "expires_at"),
        row.getString("certificate"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : Timestamps.parse(text);
  }
}
