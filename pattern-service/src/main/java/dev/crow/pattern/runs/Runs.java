package dev.crow.pattern.runs;

import dev.crow.pattern.mining.TimePeriod;
import dev.crow.relational.Timestamps;
import dev.crow.relational.UuidV7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The visible records of runs, and who works on them. */
final class Runs {

  private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /** Days before what is made of them, and no two at one period. */
  private static final String NEXT =
      """
      SELECT * FROM runs r
      WHERE ((state = 'waiting' AND not_before <= :now)
          OR (state = 'running' AND lease_until < :now))
        AND NOT EXISTS (SELECT 1 FROM runs o WHERE o.org_id = r.org_id AND o.id <> r.id
          AND o.time_period = r.time_period AND o.start = r.start AND o.state = 'running'
          AND o.lease_until >= :now)
      ORDER BY CASE time_period WHEN 'day' THEN 1 WHEN 'week' THEN 2 WHEN 'month' THEN 3
        WHEN 'year' THEN 4 ELSE 5 END, start, id LIMIT 1
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Runs(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** Does nothing if one waits already. */
  String add(PatternsDue due) {
    String id = UuidV7.next();
    String now = Timestamps.format(clock.instant());
    jdbc.sql(
            """
            INSERT INTO runs (id, org_id, time_period, start, cause, state, step, attempts,
              progress, created_at, not_before)
            VALUES (?, ?, ?, ?, ?, 'waiting', 'waiting', 0, '{}', ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(
            id,
            due.organizationId(),
            due.timePeriod(),
            due.start().toString(),
            due.cause(),
            now,
            now)
        .update();
    return id;
  }

  /** Takes up the next run there is to do; empty if there is none, or another instance took it. */
  Optional<Run> take(String owner, Duration lease) {
    String now = Timestamps.format(clock.instant());
    Run next = jdbc.sql(NEXT).param("now", now).query(this::run).optional().orElse(null);
    if (next == null) {
      return Optional.empty();
    }
    int taken =
        jdbc.sql(
                """
                UPDATE runs SET state = 'running', step = 'begin', attempts = attempts + 1,
                  started_at = :now, owner = :owner, lease_until = :until
                WHERE id = :id AND org_id = :org AND attempts = :attempts
                  AND state IN ('waiting', 'running')
                """)
            .param("now", now)
            .param("owner", owner)
            .param("until", Timestamps.format(clock.instant().plus(lease)))
            .param("id", next.id())
            .param("org", next.organizationId())
            .param("attempts", next.attempts())
            .update();
    return taken == 1 ? find(next.organizationId(), next.id()) : Optional.empty();
  }

  void progress(Run run, String step, Map<String, Long> progress) {
    jdbc.sql("UPDATE runs SET step = ?, progress = ? WHERE org_id = ? AND id = ?")
        .params(step, json.writeValueAsString(progress), run.organizationId(), run.id())
        .update();
  }

  /** Inside the transaction of what the run made. */
  void finish(Run run, Map<String, Long> progress) {
    jdbc.sql(
            """
            UPDATE runs SET state = 'done', step = 'done', progress = ?, failure = NULL,
              finished_at = ? WHERE org_id = ? AND id = ?
            """)
        .params(
            json.writeValueAsString(progress),
            Timestamps.format(clock.instant()),
            run.organizationId(),
            run.id())
        .update();
  }

  /** Tried again after a pause that doubles, unless it was tried often enough. */
  void failed(Run run, String failure, int attempts) {
    Instant now = clock.instant();
    boolean over = run.attempts() >= attempts;
    Duration pause = Duration.ofSeconds(1L << Math.min(run.attempts(), 10));
    jdbc.sql(
            """
            UPDATE runs SET state = CASE WHEN :over OR EXISTS (SELECT 1 FROM runs o
                WHERE o.org_id = runs.org_id AND o.time_period = runs.time_period
                  AND o.start = runs.start AND o.state = 'waiting') THEN 'failed' ELSE 'waiting' END,
              failure = :failure, not_before = :next,
              finished_at = CASE WHEN :over THEN :now ELSE NULL END
            WHERE org_id = :org AND id = :id
            """)
        .param("over", over)
        .param("failure", failure)
        .param(
            "next",
            Timestamps.format(now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)))
        .param("now", Timestamps.format(now))
        .param("org", run.organizationId())
        .param("id", run.id())
        .update();
  }

  Optional<Run> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM runs WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(this::run)
        .optional();
  }

  List<Run> latest(String organizationId, @Nullable String beforeId, int limit) {
    return jdbc.sql("SELECT * FROM runs WHERE org_id = ? AND id < ? ORDER BY id DESC LIMIT ?")
        .params(organizationId, beforeId == null ? "~" : beforeId, limit)
        .query(this::run)
        .list();
  }

  /** Days whose visits changed, and have settled; for a task of the service itself. */
  List<OpenDay> open(Duration settle, Duration longestWait, int limit) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            SELECT org_id, day, changes FROM days
            WHERE changes > counted AND (last_changed_at <= :settled OR first_changed_at <= :waited)
            ORDER BY day LIMIT :limit
            """)
        .param("settled", Timestamps.format(now.minus(settle)))
        .param("waited", Timestamps.format(now.minus(longestWait)))
        .param("limit", limit)
        .query(
            (row, _) ->
                new OpenDay(
                    row.getString("org_id"),
                    LocalDate.parse(row.getString("day")),
                    row.getLong("changes")))
        .list();
  }

  record OpenDay(String organizationId, LocalDate day, long changes) {}

  /** How often a day's visits were changed so far. */
  long changes(String organizationId, LocalDate day) {
    return jdbc.sql("SELECT changes FROM days WHERE org_id = ? AND day = ?")
        .params(organizationId, day.toString())
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** Whether a day's visits are gone by retention, so that it must not be counted again. */
  boolean isClosed(String organizationId, LocalDate day) {
    return jdbc.sql("SELECT count(*) FROM days WHERE org_id = ? AND day = ? AND closed = 1")
            .params(organizationId, day.toString())
            .query(Integer.class)
            .single()
        > 0;
  }

  /** Inside the transaction that stores the counts which rest on these changes. */
  void counted(String organizationId, LocalDate day, long changes) {
    jdbc.sql(
            """
            UPDATE days SET counted = max(counted, :changes), first_changed_at =
              CASE WHEN changes > :changes THEN last_changed_at ELSE first_changed_at END
            WHERE org_id = :org AND day = :day
            """)
        .param("changes", changes)
        .param("org", organizationId)
        .param("day", day.toString())
        .update();
  }

  /** Forgets what is long over: what every run made is there without it. */
  void prune(Instant before) {
    jdbc.sql("DELETE FROM runs WHERE state IN ('done', 'failed') AND created_at < ?")
        .param(Timestamps.format(before))
        .update();
  }

  /** Those above it in time. */
  static List<TimePeriod> after(TimePeriod period) {
    return switch (period) {
      case DAY -> List.of(TimePeriod.WEEK, TimePeriod.MONTH);
      case MONTH -> List.of(TimePeriod.YEAR);
      case YEAR -> List.of(TimePeriod.ALL_TIME);
      case WEEK, ALL_TIME -> List.of();
    };
  }

  private Run run(ResultSet row, int number) throws SQLException {
    String started = row.getString("started_at");
    String finished = row.getString("finished_at");
    return new Run(
        row.getString("id"),
        row.getString("org_id"),
        row.getString("time_period"),
        LocalDate.parse(row.getString("start")),
        row.getString("cause"),
        row.getString("state"),
        row.getString("step"),
        row.getInt("attempts"),
        Objects.requireNonNull(json.readValue(row.getString("progress"), COUNTS)),
        row.getString("failure"),
        Timestamps.parse(row.getString("created_at")),
        started == null ? null : Timestamps.parse(started),
        finished == null ? null : Timestamps.parse(finished));
  }
}
