package dev.crow.interaction.workflow;

import dev.crow.interaction.workflow.WorkflowRun.State;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of runs. */
public final class RunStore {

  private static final int PRUNED_AT_ONCE = 500;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  RunStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Writes a run, or what became of it since; an earlier attempt's start and count stay.
   *
   * @param run with one attempt
   */
  public void put(WorkflowRun run) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", run.id());
    values.put("org", run.organizationId());
    values.put("workflow", run.workflow());
    values.put("interaction", run.interactionId());
    values.put("session", run.sessionId());
    values.put("version", run.version());
    values.put("state", run.state().name());
    values.put("step", run.step().name());
    values.put("steps", json.writeValueAsString(run.steps()));
    values.put("failure", run.failure());
    values.put("due", time(run.dueAt()));
    values.put("started", time(run.startedAt()));
    values.put("finished", time(run.finishedAt()));
    jdbc.sql(
            """
            INSERT INTO workflow_runs (id, org_id, workflow, interaction_id, session_id, version,
              state, step, steps, attempts, cost, failure, due_at, started_at, finished_at)
            VALUES (:id, :org, :workflow, :interaction, :session, :version, :state, :step, :steps,
              1, 0, :failure, :due, :started, :finished)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, step = excluded.step,
              steps = excluded.steps, attempts = attempts + 1, failure = excluded.failure,
              due_at = excluded.due_at, finished_at = excluded.finished_at
            """)
        .params(values)
        .update();
  }

  Optional<WorkflowRun> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM workflow_runs WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(this::run)
        .optional();
  }

  /** The newest first, from a place on. */
  List<WorkflowRun> page(
      String organizationId, @Nullable State state, @Nullable WorkflowRun after, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM workflow_runs WHERE org_id = :org
              AND (:state IS NULL OR state = :state)
              AND (:started IS NULL OR (started_at, id) < (:started, :id))
            ORDER BY started_at DESC, id DESC LIMIT :limit
            """)
        .param("org", organizationId)
        .param("state", state == null ? null : state.name())
        .param("started", after == null ? null : time(after.startedAt()))
        .param("id", after == null ? "" : after.id())
        .param("limit", limit)
        .query(this::run)
        .list();
  }

  /**
   * @param now the time
   * @param limit how many at most
   * @return runs of any organization that a worker may take up, the longest due first
   */
  public List<WorkflowRun> due(Instant now, int limit) {
    return jdbc.sql("SELECT * FROM workflow_runs WHERE due_at <= ? ORDER BY due_at LIMIT " + limit)
        .param(Timestamps.format(now))
        .query(this::run)
        .list();
  }

  /**
   * Takes up a run for a while; should the worker die, another one may after that.
   *
   * @param run as it was found
   * @param until when it may be taken up again
   * @return false if another worker was faster, or the run was cancelled
   */
  public boolean claim(WorkflowRun run, Instant until) {
    return jdbc.sql(
                """
                UPDATE workflow_runs SET due_at = :until, attempts = attempts + 1
                WHERE id = :id AND org_id = :org AND state = 'RUNNING' AND due_at = :due
                """)
            .param("until", time(until))
            .param("id", run.id())
            .param("org", run.organizationId())
            .param("due", time(run.dueAt()))
            .update()
        == 1;
  }

  /**
   * Notes what came of an attempt, unless the run was cancelled or removed meanwhile.
   *
   * @param run as it stands now; its cost is what this attempt cost
   * @return whether it was noted
   */
  public boolean note(WorkflowRun run) {
    return jdbc.sql(
                """
                UPDATE workflow_runs SET state = :state, steps = :steps, cost = cost + :cost,
                  failure = :failure, due_at = :due, finished_at = :finished
                WHERE id = :id AND org_id = :org AND state = 'RUNNING'
                """)
            .param("state", run.state().name())
            .param("steps", json.writeValueAsString(run.steps()))
            .param("cost", run.cost())
            .param("failure", run.failure())
            .param("due", time(run.dueAt()))
            .param("finished", time(run.finishedAt()))
            .param("id", run.id())
            .param("org", run.organizationId())
            .update()
        == 1;
  }

  /** Changes the state, if it still is the one that was seen. */
  boolean move(WorkflowRun run, State to, @Nullable Instant due, @Nullable Instant finished) {
    return jdbc.sql(
                """
                UPDATE workflow_runs SET state = :to, due_at = :due, finished_at = :finished
                WHERE id = :id AND org_id = :org AND state = :from
                """)
            .param("to", to.name())
            .param("due", time(due))
            .param("finished", time(finished))
            .param("id", run.id())
            .param("org", run.organizationId())
            .param("from", run.state().name())
            .update()
        == 1;
  }

  /**
   * @param before runs that finished earlier
   * @return some of them, of any organization
   */
  public List<WorkflowRun> finished(Instant before) {
    return jdbc.sql(
            "SELECT * FROM workflow_runs WHERE finished_at < ? ORDER BY finished_at LIMIT "
                + PRUNED_AT_ONCE)
        .param(Timestamps.format(before))
        .query(this::run)
        .list();
  }

  /**
   * @param runs to be forgotten
   */
  public void forget(List<WorkflowRun> runs) {
    jdbc.sql("DELETE FROM workflow_runs WHERE id IN (SELECT value FROM json_each(?))")
        .param(json.writeValueAsString(runs.stream().map(WorkflowRun::id).toList()))
        .update();
  }

  /**
   * @param organizationId which is erased
   * @return how many runs were forgotten
   */
  public long forgetAll(String organizationId) {
    return jdbc.sql("DELETE FROM workflow_runs WHERE org_id = ?").param(organizationId).update();
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : Timestamps.format(time);
  }

  private WorkflowRun run(ResultSet row, int number) throws SQLException {
    String due = row.getString("due_at");
    String finished = row.getString("finished_at");
    return new WorkflowRun(
        row.getString("id"),
        row.getString("org_id"),
        row.getString("workflow"),
        row.getString("interaction_id"),
        row.getString("session_id"),
        row.getInt("version"),
        State.valueOf(row.getString("state")),
        Step.Name.valueOf(row.getString("step")),
        json.readValue(row.getString("steps"), new TypeReference<List<Step>>() {}),
        row.getInt("attempts"),
        row.getLong("cost"),
        row.getString("failure"),
        due == null ? null : Timestamps.parse(due),
        Timestamps.parse(row.getString("started_at")),
        finished == null ? null : Timestamps.parse(finished));
  }
}
