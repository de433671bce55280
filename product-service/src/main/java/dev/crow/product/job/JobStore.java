package dev.crow.product.job;

import dev.crow.product.job.Job.Kind;
import dev.crow.product.job.Job.State;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of jobs. Every claim is one statement, so no two instances can have a job. */
final class JobStore {

  /** Lines of a report; the counts tell of all. */
  static final int MOST_PROBLEMS = 1000;

  private static final TypeReference<Map<String, Object>> INPUT = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Duration lease;
  private final Clock clock;

  JobStore(JdbcClient jdbc, JsonMapper json, Duration lease, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.lease = lease;
    this.clock = clock;
  }

  void insert(Job job) {
    jdbc.sql(
            """
            INSERT INTO jobs (id, org_id, kind, state, input, step, created_by, created_at)
            SELECT :id, :org, :kind, :state, :input, :step, :by, :now
            WHERE NOT EXISTS (SELECT 1 FROM erased_organizations WHERE org_id = :org)
            """)
        .param("id", job.id())
        .param("org", job.organizationId())
        .param("kind", job.kind().name())
        .param("state", job.state().name())
        .param("input", json.writeValueAsString(job.input()))
        .param("step", job.step())
        .param("by", job.createdBy())
        .param("now", Timestamps.format(job.createdAt()))
        .update();
  }

  long countOpen(String organizationId) {
    return jdbc.sql("SELECT count(*) FROM jobs WHERE org_id = ? AND state IN ('QUEUED', 'RUNNING')")
        .param(organizationId)
        .query(Long.class)
        .single();
  }

  Optional<Job> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM jobs WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(this::job)
        .optional();
  }

  List<Job> page(String organizationId, @Nullable Kind kind, @Nullable String before, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM jobs WHERE org_id = :org AND (:kind IS NULL OR kind = :kind)
              AND (:before IS NULL OR id < :before)
            ORDER BY id DESC LIMIT :limit
            """)
        .param("org", organizationId)
        .param("kind", kind == null ? null : kind.name())
        .param("before", before)
        .param("limit", limit)
        .query(this::job)
        .list();
  }

  /** The oldest that nobody works on; of one organization, one at a time. */
  Optional<Job> claim(String owner) {
    String now = Timestamps.format(clock.instant());
    Optional<Job> next =
        jdbc.sql(
                """
                SELECT * FROM jobs j WHERE (state = 'QUEUED'
                    OR state = 'RUNNING' AND lease_until < :now)
                  AND NOT EXISTS (SELECT 1 FROM jobs o WHERE o.org_id = j.org_id AND o.id <> j.id
                    AND o.state = 'RUNNING' AND o.lease_until >= :now)
                ORDER BY id LIMIT 1
                """)
            .param("now", now)
            .query(this::job)
            .optional();
    return next.filter(job -> take(job, owner, now))
        .flatMap(job -> find(job.organizationId(), job.id()));
  }

  private boolean take(Job job, String owner, String now) {
    return jdbc.sql(
                """
                UPDATE jobs SET state = 'RUNNING', owner = :owner, lease_until = :until,
                  attempts = attempts + 1, started_at = coalesce(started_at, :now)
                WHERE id = :id AND (state = 'QUEUED' OR state = 'RUNNING' AND lease_until < :now)
                """)
            .param("owner", owner)
            .param("until", Timestamps.format(clock.instant().plus(lease)))
            .param("now", now)
            .param("id", job.id())
            .update()
        == 1;
  }

  boolean progress(String id, String owner, String step, @Nullable Long total, Counts counts) {
    return jdbc.sql(
                """
                UPDATE jobs SET step = :step, total = :total, processed = :processed,
                  created = :created, updated = :updated, unchanged = :unchanged,
                  skipped = :skipped, failed = :failed, lease_until = :until
                WHERE id = :id AND owner = :owner AND state = 'RUNNING'
                """)
            .param("step", step)
            .param("total", total)
            .param("processed", counts.processed())
            .param("created", counts.created())
            .param("updated", counts.updated())
            .param("unchanged", counts.unchanged())
            .param("skipped", counts.skipped())
            .param("failed", counts.failed())
            .param("until", Timestamps.format(clock.instant().plus(lease)))
            .param("id", id)
            .param("owner", owner)
            .update()
        == 1;
  }

  boolean extend(String id, String owner) {
    return jdbc.sql(
                "UPDATE jobs SET lease_until = ? WHERE id = ? AND owner = ? AND state = 'RUNNING'")
            .params(Timestamps.format(clock.instant().plus(lease)), id, owner)
            .update()
        == 1;
  }

  /** Returns false if it is not that owner's any more. */
  boolean finish(
      String id, String owner, State state, @Nullable String problem, @Nullable String detail) {
    return jdbc.sql(
                """
            UPDATE jobs SET state = :state, problem = :problem, detail = :detail,
              finished_at = :now, owner = NULL, lease_until = NULL
            WHERE id = :id AND owner = :owner AND state = 'RUNNING'
            """)
            .param("state", state.name())
            .param("problem", problem)
            .param("detail", detail)
            .param("now", Timestamps.format(clock.instant()))
            .param("id", id)
            .param("owner", owner)
            .update()
        == 1;
  }

  /** Puts it back because the service stops, which is no failed attempt. */
  void handOver(String id, String owner) {
    jdbc.sql(
            """
            UPDATE jobs SET lease_until = ?, attempts = attempts - 1
            WHERE id = ? AND owner = ? AND state = 'RUNNING'
            """)
        .params(Timestamps.format(clock.instant()), id, owner)
        .update();
  }

  /** Puts it back for another attempt, from when on. */
  void giveBack(String id, String owner, Instant from) {
    jdbc.sql("UPDATE jobs SET lease_until = ? WHERE id = ? AND owner = ? AND state = 'RUNNING'")
        .params(Timestamps.format(from), id, owner)
        .update();
  }

  boolean cancel(String organizationId, String id) {
    return jdbc.sql(
                """
                UPDATE jobs SET state = 'CANCELLED', finished_at = ?, owner = NULL,
                  lease_until = NULL
                WHERE org_id = ? AND id = ? AND state IN ('QUEUED', 'RUNNING')
                """)
            .params(Timestamps.format(clock.instant()), organizationId, id)
            .update()
        == 1;
  }

  void report(Job job, List<JobProblem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO job_problems (job_id, org_id, place, field, problem, detail)
            SELECT :job, :org, value ->> 'place', value ->> 'field', value ->> 'problem',
              value ->> 'detail'
            FROM json_each(:problems)
            WHERE key < :most - (SELECT count(*) FROM job_problems WHERE job_id = :job)
            ON CONFLICT DO NOTHING
            """)
        .param("job", job.id())
        .param("org", job.organizationId())
        .param("problems", json.writeValueAsString(problems))
        .param("most", MOST_PROBLEMS)
        .update();
  }

  List<JobProblem> problems(String organizationId, String id) {
    return jdbc.sql(
            """
            SELECT place, field, problem, detail FROM job_problems WHERE org_id = ? AND job_id = ?
            ORDER BY place, field
            """)
        .params(organizationId, id)
        .query(
            (row, _) ->
                new JobProblem(
                    row.getLong("place"),
                    row.getString("field"),
                    row.getString("problem"),
                    row.getString("detail")))
        .list();
  }

  private Job job(ResultSet row, int number) throws SQLException {
    long total = row.getLong("total");
    Long known = row.wasNull() ? null : total;
    return new Job(
        row.getString("id"),
        row.getString("org_id"),
        Kind.valueOf(row.getString("kind")),
        State.valueOf(row.getString("state")),
        json.readValue(row.getString("input"), INPUT),
        row.getString("step"),
        known,
        new Counts(
            row.getLong("processed"),
            row.getLong("created"),
            row.getLong("updated"),
            row.getLong("unchanged"),
            row.getLong("skipped"),
            row.getLong("failed")),
        row.getString("problem"),
        row.getString("detail"),
        row.getInt("attempts"),
        row.getString("created_by"),
        Timestamps.parse(row.getString("created_at")),
        time(row.getString("started_at")),
        time(row.getString("finished_at")));
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : Timestamps.parse(text);
  }
}
