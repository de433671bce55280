package dev.crow.pattern.visits;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service's own copy of interactions. Whatever changes a day's visits opens the day: its counts
 * are due again.
 */
public final class Visits {

  private static final String SAVE =
      """
      INSERT INTO visits (org_id, interaction_id, day, version, started_at, description, facts,
        anonymous_hmac, user_hmac)
      VALUES (:org, :id, :day, :version, :started, :description, :facts, :anonymous, :user)
      ON CONFLICT (org_id, interaction_id) DO UPDATE SET day = excluded.day,
        version = excluded.version, started_at = excluded.started_at,
        description = excluded.description, facts = excluded.facts,
        anonymous_hmac = excluded.anonymous_hmac, user_hmac = excluded.user_hmac
      WHERE excluded.version > visits.version
      """;
  private static final String OPEN =
      """
      INSERT INTO days (org_id, day, changes, counted, first_changed_at, last_changed_at)
      VALUES (:org, :day, 1, 0, :now, :now)
      ON CONFLICT (org_id, day) DO UPDATE SET changes = days.changes + 1,
        first_changed_at = CASE WHEN days.changes = days.counted THEN excluded.first_changed_at
          ELSE days.first_changed_at END,
        last_changed_at = excluded.last_changed_at
      WHERE days.closed = 0
      """;
  private static final int PAGE = 1_000;
  private static final List<String> RESTING_ON_VISITS =
      List.of("pattern_interactions", "topic_samples");
  private static final String OF_VISITOR =
      " AND (anonymous_hmac = :visitor OR user_hmac = :visitor)";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Visitors visitors;
  private final Clock clock;

  Visits(JdbcClient jdbc, JsonMapper json, Visitors visitors, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.visitors = visitors;
    this.clock = clock;
  }

  /**
   * A place in the order of time.
   *
   * @param startedAt when the visit there began
   * @param id of its interaction
   */
  public record Place(Instant startedAt, String id) {

    /**
     * @param visit any
     * @return where it is
     */
    public static Place of(Visit visit) {
      return new Place(visit.startedAt(), visit.interactionId());
    }
  }

  /** What is there of an interaction already. */
  record Known(int version, LocalDate day) {}

  Map<String, Known> known(String organizationId, Collection<String> ids) {
    Map<String, Known> known = new HashMap<>();
    jdbc.sql(
            """
            SELECT interaction_id, version, day FROM visits
            WHERE org_id = ? AND interaction_id IN (SELECT value FROM json_each(?))
            """)
        .params(organizationId, json.writeValueAsString(ids))
        .query(
            (RowCallbackHandler)
                row ->
                    known.put(
                        row.getString("interaction_id"),
                        new Known(row.getInt("version"), LocalDate.parse(row.getString("day")))));
    return known;
  }

  /** Those of these hashes that stand for somebody who was erased. */
  Set<String> erased(String organizationId, Collection<String> hashes) {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT subject_hmac FROM erasures
                WHERE org_id = ? AND subject_hmac IN (SELECT value FROM json_each(?))
                """)
            .params(organizationId, json.writeValueAsString(hashes))
            .query(String.class)
            .list());
  }

  /** An older version than the one that is there changes nothing. */
  void save(InteractionRecorded recorded, InteractionFacts facts) {
    String organization = recorded.organizationId();
    InteractionFacts.Visitor visitor = facts.visitor();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("org", organization);
    values.put("id", recorded.interactionId());
    values.put("day", Visit.day(recorded.startedAt()).toString());
    values.put("version", recorded.version());
    values.put("started", Timestamps.format(recorded.startedAt()));
    values.put("description", recorded.description());
    values.put("facts", json.writeValueAsString(withoutIds(facts)));
    values.put("anonymous", visitors.hash(organization, visitor.anonymousId()));
    values.put("user", visitors.hash(organization, visitor.userId()));
    jdbc.sql(SAVE).params(values).update();
  }

  /** Whether somebody was signed in is counted; who it was is not. */
  private static InteractionFacts withoutIds(InteractionFacts facts) {
    InteractionFacts.Visitor visitor = facts.visitor();
    return new InteractionFacts(
        facts.outcome(),
        facts.tags(),
        new InteractionFacts.Visitor(
            null,
            visitor.userId() == null ? null : "",
            visitor.device(),
            visitor.arrival(),
            visitor.language()),
        facts.pages(),
        facts.products(),
        facts.searches(),
        facts.troubles(),
        facts.steps(),
        facts.revenue());
  }

  void open(String organizationId, LocalDate day) {
    jdbc.sql(OPEN)
        .param("org", organizationId)
        .param("day", day.toString())
        .param("now", Timestamps.format(clock.instant()))
        .update();
  }

  /**
   * @param organizationId whose
   * @param day UTC
   * @param visitor sees every visit of the day, in the order of the interactions' ids
   */
  public void ofDay(String organizationId, LocalDate day, Consumer<Visit> visitor) {
    List<Visit> page = pageOfDay(organizationId, day, "");
    while (!page.isEmpty()) {
      page.forEach(visitor);
      page = pageOfDay(organizationId, day, page.getLast().interactionId());
    }
  }

  /** In pages, for some databases hand over whole answers only. */
  private List<Visit> pageOfDay(String organizationId, LocalDate day, String afterId) {
    return jdbc.sql(
            """
            SELECT * FROM visits WHERE org_id = ? AND day = ? AND interaction_id > ?
            ORDER BY interaction_id LIMIT ?
            """)
        .params(organizationId, day.toString(), afterId, PAGE)
        .query(this::visit)
        .list();
  }

  /**
   * @param organizationId whose
   * @param from first day
   * @param to day after the last
   * @param before place of the visit before, or null to begin with the newest
   * @param limit at most so many
   * @return the next visits, newest first
   */
  public List<Visit> between(
      String organizationId, LocalDate from, LocalDate to, @Nullable Place before, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM visits WHERE org_id = :org AND started_at >= :from AND started_at < :to
              AND (started_at, interaction_id) < (:beforeTime, :beforeId)
            ORDER BY started_at DESC, interaction_id DESC LIMIT :limit
            """)
        .param("org", organizationId)
        .param("from", from + "T00:00:00.000Z")
        .param("to", to + "T00:00:00.000Z")
        .param("beforeTime", before == null ? "~" : Timestamps.format(before.startedAt()))
        .param("beforeId", before == null ? "" : before.id())
        .param("limit", limit)
        .query(this::visit)
        .list();
  }

  /**
   * @param organizationId whose
   * @param ids of interactions; absent and foreign ones are left out
   * @return their visits, newest first
   */
  public List<Visit> find(String organizationId, Collection<String> ids) {
    return jdbc.sql(
            """
            SELECT * FROM visits
            WHERE org_id = ? AND interaction_id IN (SELECT value FROM json_each(?))
            ORDER BY started_at DESC, interaction_id DESC
            """)
        .params(organizationId, json.writeValueAsString(ids))
        .query(this::visit)
        .list();
  }

  private Visit visit(ResultSet row, int number) throws SQLException {
    return new Visit(
        row.getString("interaction_id"),
        Timestamps.parse(row.getString("started_at")),
        row.getString("description"),
        Objects.requireNonNull(json.readValue(row.getString("facts"), InteractionFacts.class)));
  }

  /**
   * Nothing of the subject is recorded from now on.
   *
   * @param organizationId whose visitor
   * @param visitorId which; null for all
   * @param erasureId the run
   */
  public void close(String organizationId, @Nullable String visitorId, String erasureId) {
    jdbc.sql(
            """
            INSERT INTO erasures (org_id, subject_hmac, erasure_id, created_at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(
            organizationId,
            subject(organizationId, visitorId),
            erasureId,
            Timestamps.format(clock.instant()))
        .update();
  }

  private String subject(String organizationId, @Nullable String visitorId) {
    return Objects.requireNonNullElseGet(
        visitors.hash(organizationId, visitorId), () -> visitors.hashOfAll(organizationId));
  }

  /**
   * @param organizationId whose
   * @return whether all of it was erased
   */
  public boolean isErased(String organizationId) {
    return !erased(organizationId, List.of(visitors.hashOfAll(organizationId))).isEmpty();
  }

  /**
   * @param organizationId whose visitor
   * @param visitorId which
   * @return the days of its visits
   */
  public List<LocalDate> daysOf(String organizationId, String visitorId) {
    return jdbc
        .sql("SELECT DISTINCT day FROM visits WHERE org_id = :org" + OF_VISITOR)
        .param("org", organizationId)
        .param("visitor", subject(organizationId, visitorId))
        .query(String.class)
        .list()
        .stream()
        .map(LocalDate::parse)
        .toList();
  }

  /**
   * Inside a transaction, which reads nothing afterwards.
   *
   * @param organizationId whose visitor
   * @param visitorId which
   * @param days of its visits; they are opened
   * @return how many visits went
   */
  public long forget(String organizationId, String visitorId, List<LocalDate> days) {
    days.forEach(day -> open(organizationId, day));
    String hash = subject(organizationId, visitorId);
    for (String table : RESTING_ON_VISITS) {
      jdbc.sql(
              "DELETE FROM "
                  + table
                  + " WHERE org_id = :org AND interaction_id IN"
                  + " (SELECT interaction_id FROM visits WHERE org_id = :org"
                  + OF_VISITOR
                  + ")")
          .param("org", organizationId)
          .param("visitor", hash)
          .update();
    }
    return jdbc.sql("DELETE FROM visits WHERE org_id = :org" + OF_VISITOR)
        .param("org", organizationId)
        .param("visitor", hash)
        .update();
  }

  /**
   * @param organizationId whose
   * @param visitorId of which visitor; null for all
   * @param afterId id of the interaction before; empty to begin
   * @param limit at most so many
   * @return the next visits in the order of their ids
   */
  public List<Visit> after(
      String organizationId, @Nullable String visitorId, String afterId, int limit) {
    Map<String, Object> values = new HashMap<>();
    values.put("org", organizationId);
    values.put("after", afterId);
    values.put("limit", limit);
    if (visitorId != null) {
      values.put("visitor", subject(organizationId, visitorId));
    }
    return jdbc.sql(
            "SELECT * FROM visits WHERE org_id = :org AND interaction_id > :after"
                + (visitorId == null ? "" : OF_VISITOR)
                + " ORDER BY interaction_id LIMIT :limit")
        .params(values)
        .query(this::visit)
        .list();
  }
}
