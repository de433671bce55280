package dev.crow.interaction.lifecycle;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.interaction.lifecycle.LifecycleRun.Kind;
import dev.crow.interaction.lifecycle.LifecycleRun.State;
import dev.crow.relational.Timestamps;
import dev.crow.relational.UuidV7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The visible records of runs, written by whoever holds the organization's lease. */
final class LifecycleRuns {

  private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Clock clock;

  LifecycleRuns(
      JdbcClient jdbc,
      Outbox outbox,
      TransactionTemplate transaction,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
  }

  Optional<LifecycleRun> underway(String organizationId, Kind kind) {
    return jdbc.sql(
            "SELECT * FROM lifecycle_runs WHERE org_id = ? AND kind = ? AND state = 'RUNNING'")
        .params(organizationId, kind.name())
        .query(this::run)
        .optional();
  }

  /** Takes up the run that was cut short, or begins one. */
  LifecycleRun begin(String organizationId, Kind kind) {
    LifecycleRun before = underway(organizationId, kind).orElse(null);
    if (before != null) {
      jdbc.sql("UPDATE lifecycle_runs SET attempts = attempts + 1 WHERE org_id = ? AND id = ?")
          .params(organizationId, before.id())
          .update();
      return before;
    }
    jdbc.sql(
            """
            INSERT INTO lifecycle_runs (id, org_id, kind, state, step, attempts, counts, started_at)
            VALUES (?, ?, ?, 'RUNNING', 'begin', 1, '{}', ?)
            """)
        .params(UuidV7.next(), organizationId, kind.name(), Timestamps.format(clock.instant()))
        .update();
    return underway(organizationId, kind).orElseThrow();
  }

  void progress(String organizationId, String id, String step, Map<String, Long> counts) {
    jdbc.sql(
            """
            UPDATE lifecycle_runs SET step = ?, counts = ?, failure = NULL
            WHERE org_id = ? AND id = ?
            """)
        .params(step, json.writeValueAsString(counts), organizationId, id)
        .update();
  }

  void failed(String organizationId, String id, String failure) {
    jdbc.sql("UPDATE lifecycle_runs SET failure = ? WHERE org_id = ? AND id = ?")
        .params(failure, organizationId, id)
        .update();
  }

  /** The audit log is told in the same transaction. */
  void finish(String organizationId, LifecycleRun run, Map<String, Long> counts) {
    transaction.executeWithoutResult(
        _ -> {
          jdbc.sql(
                  """
                  UPDATE lifecycle_runs SET state = 'DONE', step = 'done', counts = ?,
                    failure = NULL, finished_at = ? WHERE org_id = ? AND id = ?
                  """)
              .params(
                  json.writeValueAsString(counts),
                  Timestamps.format(clock.instant()),
                  organizationId,
                  run.id())
              .update();
          outbox.add(
              Topics.AUDIT_EVENTS,
              new Event<>(run.id(), organizationId, organizationId, decision(organizationId, run)));
        });
  }

  private AuditEvent decision(String organizationId, LifecycleRun run) {
    return new AuditEvent(
        organizationId,
        "system:" + Services.INTERACTION,
        "interactions." + run.kind().name().toLowerCase(Locale.ROOT),
        "lifecycle-run:" + run.id(),
        AuditEvent.Outcome.DONE,
        null,
        clock.instant());
  }

  List<LifecycleRun> latest(String organizationId, int limit) {
    return jdbc.sql("SELECT * FROM lifecycle_runs WHERE org_id = ? ORDER BY id DESC LIMIT ?")
        .params(organizationId, limit)
        .query(this::run)
        .list();
  }

  /** Everybody something may be due for; for a task of the service itself. */
  List<String> organizations() {
    return jdbc.sql(
            """
            SELECT DISTINCT org_id FROM interactions
            UNION SELECT DISTINCT org_id FROM archive_segments
            UNION SELECT org_id FROM retention_rules
            """)
        .query(String.class)
        .list();
  }

  private LifecycleRun run(ResultSet row, int number) throws SQLException {
    String finished = row.getString("finished_at");
    return new LifecycleRun(
        row.getString("id"),
        Kind.valueOf(row.getString("kind")),
        State.valueOf(row.getString("state")),
        row.getString("step"),
        row.getInt("attempts"),
        json.readValue(row.getString("counts"), COUNTS),
        row.getString("failure"),
        Timestamps.parse(row.getString("started_at")),
        finished == null ? null : Timestamps.parse(finished));
  }
}
