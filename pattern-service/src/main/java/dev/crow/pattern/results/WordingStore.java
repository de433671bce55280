package dev.crow.pattern.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.wording.Brief;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What models are to word, and what they said. A subject is a pattern, or a period that is summed
 * up. Words hold as long as the key of their brief does.
 */
public final class WordingStore {

  private static final String PLAN =
      """
      INSERT INTO wordings (org_id, subject, time_period, period_start, brief_key, brief, state,
        attempts, due_at, rest_until)
      VALUES (:org, :subject, :period, :start, :key, :brief, 'waiting', 0, :due, '')
      ON CONFLICT (org_id, subject) DO UPDATE SET brief_key = excluded.brief_key,
        brief = excluded.brief, state = 'waiting', attempts = 0, failure = NULL,
        due_at = max(excluded.due_at, wordings.rest_until)
      WHERE wordings.brief_key <> excluded.brief_key
      """;
  private static final String APPLY =
      """
      UPDATE patterns SET (title, description, generator) = (
          SELECT w.title, w.description, w.generator FROM wordings w
          WHERE w.org_id = patterns.org_id AND w.subject = patterns.id)
      WHERE org_id = :org AND time_period = :period AND period_start = :start AND EXISTS (
          SELECT 1 FROM wordings w
          WHERE w.org_id = patterns.org_id AND w.subject = patterns.id AND w.state = 'done')
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  WordingStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Something that is to be worded.
   *
   * @param organizationId whose
   * @param subject id of a pattern or a summed-up period
   * @param period how long a time
   * @param start its first day
   * @param brief what may be said
   * @param attempts so far
   * @param dueAt since when
   */
  public record Planned(
      String organizationId,
      String subject,
      TimePeriod period,
      LocalDate start,
      Brief brief,
      int attempts,
      Instant dueAt) {}

  /**
   * Words that were found to hold.
   *
   * @param title empty for a period
   * @param description one or two sentences
   * @param generator the model
   */
  public record Words(String title, String description, String generator) {}

  /**
   * Why there are no words of a model.
   *
   * @param reason in our words
   * @param attempts so far, as they are counted
   * @param isFinal whether it is not asked again until there is something new to say
   * @param next it is not asked before
   */
  public record Failure(String reason, int attempts, boolean isFinal, Instant next) {}

  /**
   * How asking a model went.
   *
   * @param state {@code waiting}, {@code done} or {@code failed}
   * @param attempts made for what there is to say now
   * @param failure of the last one, in our words, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Attempts(String state, int attempts, @Nullable String failure) {}

  /**
   * Inside the transaction that replaces a period's patterns, which reads nothing afterwards: these
   * are to be worded, and no others of the period. Words that still hold are put in place at once.
   *
   * @param organizationId whose
   * @param period how long a time
   * @param start its first day
   * @param briefs by subject
   * @param dueAt when those that have something new to say are due, or later if asked lately
   */
  public void plan(
      String organizationId,
      TimePeriod period,
      LocalDate start,
      Map<String, Brief> briefs,
      Instant dueAt) {
    Map<String, String> of =
        Map.of("org", organizationId, "period", period.word(), "start", start.toString());
    jdbc.sql(
            """
            DELETE FROM wordings WHERE org_id = :org AND time_period = :period
              AND period_start = :start AND subject NOT IN (SELECT value FROM json_each(:subjects))
            """)
        .params(of)
        .param("subjects", json.writeValueAsString(briefs.keySet()))
        .update();
    briefs.forEach(
        (subject, brief) ->
            jdbc.sql(PLAN)
                .params(of)
                .param("subject", subject)
                .param("key", brief.key())
                .param("brief", json.writeValueAsString(brief))
                .param("due", Timestamps.format(dueAt))
                .update());
    jdbc.sql(APPLY).params(of).update();
  }

  /**
   * @param now due by then
   * @param limit at most so many
   * @return of all organizations, those of one period together; for a task of the service itself
   */
  public List<Planned> due(Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM wordings WHERE state = 'waiting' AND due_at <= ?
            ORDER BY due_at, org_id, time_period, period_start, subject LIMIT ?
            """)
        .params(Timestamps.format(now), limit)
        .query(this::planned)
        .list();
  }

  /**
   * @param planned that is due
   * @param until others leave it alone, in case this instance falls silent
   * @return false if another instance has it, or there is something else to say by now
   */
  public boolean claim(Planned planned, Instant until) {
    return jdbc.sql(
                """
                UPDATE wordings SET due_at = :until WHERE org_id = :org AND subject = :subject
                  AND brief_key = :key AND state = 'waiting' AND due_at = :due
                """)
            .param("until", Timestamps.format(until))
            .param("org", planned.organizationId())
            .param("subject", planned.subject())
            .param("key", planned.brief().key())
            .param("due", Timestamps.format(planned.dueAt()))
            .update()
        == 1;
  }

  /**
   * Inside a transaction: keeps words, and shows them if they still hold.
   *
   * @param planned that was worded
   * @param words that hold for its brief
   * @param restUntil it is not asked about again before
   */
  public void keep(Planned planned, Words words, Instant restUntil) {
    jdbc.sql(
            """
            UPDATE wordings SET state = 'done', attempts = attempts + 1, failure = NULL,
              title = :title, description = :description, generator = :generator, rest_until = :rest
            WHERE org_id = :org AND subject = :subject AND brief_key = :key AND state = 'waiting'
            """)
        .param("title", words.title())
        .param("description", words.description())
        .param("generator", words.generator())
        .param("rest", Timestamps.format(restUntil))
        .param("org", planned.organizationId())
        .param("subject", planned.subject())
        .param("key", planned.brief().key())
        .update();
    jdbc.sql(APPLY)
        .params(
            Map.of(
                "org", planned.organizationId(),
                "period", planned.period().word(),
                "start", planned.start().toString()))
        .update();
    PatternStore.revise(jdbc, planned.organizationId());
  }

  /**
   * Notes that nothing came of it; the words of the templates stay.
   *
   * @param planned that was claimed
   * @param outcome what became of it
   */
  public void fail(Planned planned, Failure outcome) {
    jdbc.sql(
            """
            UPDATE wordings SET state = :state, attempts = :attempts, failure = :failure,
              due_at = :next, rest_until = :next
            WHERE org_id = :org AND subject = :subject AND brief_key = :key AND state = 'waiting'
            """)
        .param("state", outcome.isFinal() ? "failed" : "waiting")
        .param("attempts", outcome.attempts())
        .param("failure", outcome.reason())
        .param("next", Timestamps.format(outcome.next()))
        .param("org", planned.organizationId())
        .param("subject", planned.subject())
        .param("key", planned.brief().key())
        .update();
    PatternStore.revise(jdbc, planned.organizationId());
  }

  /**
   * @param organizationId whose
   * @param subject that may have been worded
   * @param key of what there is to say now
   * @return a model's words that hold for it
   */
  public Optional<Words> words(String organizationId, String subject, String key) {
    return jdbc.sql(
            """
            SELECT title, description, generator FROM wordings
            WHERE org_id = ? AND subject = ? AND brief_key = ? AND state = 'done'
            """)
        .params(organizationId, subject, key)
        .query(
            (row, _) ->
                new Words(
                    row.getString("title"),
                    row.getString("description"),
                    row.getString("generator")))
        .optional();
  }

  /**
   * @param organizationId whose
   * @param subject that may be worded
   * @return how asking a model went; empty if none was to be asked
   */
  public Optional<Attempts> attempts(String organizationId, String subject) {
    return jdbc.sql(
            "SELECT state, attempts, failure FROM wordings WHERE org_id = ? AND subject = ?")
        .params(organizationId, subject)
        .query(
            (row, _) ->
                new Attempts(
                    row.getString("state"), row.getInt("attempts"), row.getString("failure")))
        .optional();
  }

  private Planned planned(ResultSet row, int number) throws SQLException {
    return new Planned(
        row.getString("org_id"),
        row.getString("subject"),
        TimePeriod.of(row.getString("time_period")).orElseThrow(),
        LocalDate.parse(row.getString("period_start")),
        Objects.requireNonNull(json.readValue(row.getString("brief"), Brief.class)),
        row.getInt("attempts"),
        Timestamps.parse(row.getString("due_at")));
  }
}
