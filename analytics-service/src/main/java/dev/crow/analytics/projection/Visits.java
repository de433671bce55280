package dev.crow.analytics.projection;

import dev.crow.analytics.projection.Visit.Body;
import dev.crow.analytics.projection.Visit.Journey;
import dev.crow.analytics.projection.Visit.Result;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The service's own copy of what visitors did, in its database. */
public final class Visits {

  private static final String SAVE =
      """
      INSERT INTO visits (org_id, id, kind, version, started_at, ended_at, events, visitor,
        anonymous_hmac, user_hmac, body)
      VALUES (:org, :id, :kind, :version, :started, :ended, :events, :visitor, :anonymous, :user,
        :body)
      ON CONFLICT DO UPDATE SET version = excluded.version, started_at = excluded.started_at,
        ended_at = excluded.ended_at, events = excluded.events, visitor = excluded.visitor,
        anonymous_hmac = excluded.anonymous_hmac, user_hmac = excluded.user_hmac,
        body = excluded.body
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Visits(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** What is there of these already. */
  Map<String, Visit> find(String organization, Collection<String> ids) {
    Map<String, Visit> found = new HashMap<>();
    jdbc.sql(
            """
            SELECT * FROM visits
            WHERE org_id = ? AND id IN (SELECT value FROM json_each(?))
            """)
        .params(organization, json.writeValueAsString(ids))
        .query(this::visit)
        .list()
        .forEach(visit -> found.put(visit.id(), visit));
    return found;
  }

  /** Those of these hashes that stand for somebody who was erased. */
  Set<String> erased(String organization, Collection<String> hashes) {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT subject_hmac FROM erasures
                WHERE org_id = ? AND subject_hmac IN (SELECT value FROM json_each(?))
                """)
            .params(organization, json.writeValueAsString(hashes))
            .query(String.class)
            .list());
  }

  /** Before this nothing is kept any more; empty if all is. */
  Optional<Instant> keptSince(String organization) {
    return jdbc.sql("SELECT sessions FROM retention_rules WHERE org_id = ?")
        .param(organization)
        .query(Integer.class)
        .optional()
        .map(days -> clock.instant().minus(Duration.ofDays(days)));
  }

  /** Which state of the counts was read; {@link #revise} shows it again. */
  long revision(String organization) {
    return jdbc.sql("SELECT coalesce(max(revision), 0) FROM revisions WHERE org_id = ?")
        .param(organization)
        .query(Long.class)
        .single();
  }

  /**
   * Inside a transaction.
   *
   * @throws org.springframework.dao.DuplicateKeyException if somebody else changed the counts since
   */
  void revise(String organization, long read) {
    jdbc.sql("INSERT INTO revisions (org_id, revision) VALUES (?, ?)")
        .params(organization, read + 1)
        .update();
    jdbc.sql("DELETE FROM revisions WHERE org_id = ? AND revision <= ?")
        .params(organization, read)
        .update();
  }

  void save(String organization, Visit visit) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("org", organization);
    values.put("id", visit.id());
    values.put("kind", visit.body().kind());
    values.put("version", visit.version());
    values.put("started", Timestamps.format(visit.startedAt()));
    values.put("ended", Timestamps.format(visit.endedAt()));
    values.put("events", visit.events());
    values.put("visitor", visit.visitor());
    values.put("anonymous", visit.anonymousHash());
    values.put("user", visit.userHash());
    values.put("body", json.writeValueAsString(visit.body()));
    jdbc.sql(SAVE).params(values).update();
  }

  void delete(String organization, Collection<String> ids) {
    jdbc.sql("DELETE FROM visits WHERE org_id = ? AND id IN (SELECT value FROM json_each(?))")
        .params(organization, json.writeValueAsString(ids))
        .update();
  }

  /** Nothing of the subject is counted from now on. */
  void close(String organization, String hash, String erasureId) {
    jdbc.sql(
            """
            INSERT INTO erasures (org_id, subject_hmac, erasure_id, created_at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(organization, hash, erasureId, Timestamps.format(clock.instant()))
        .update();
  }

  /** The next visits that an erasure of this hash means. */
  List<Visit> of(String organization, String hash, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM visits WHERE org_id = :org
              AND (anonymous_hmac = :hash OR user_hmac = :hash) LIMIT :limit
            """)
        .param("org", organization)
        .param("hash", hash)
        .param("limit", limit)
        .query(this::visit)
        .list();
  }

  /**
   * @param organizationId whose
   * @param hash of a visitor; null for all
   * @param after id of the visit before; empty to begin
   * @param limit at most so many
   * @return the next visits in the order of their ids
   */
  public List<Visit> after(String organizationId, @Nullable String hash, String after, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM visits WHERE org_id = :org AND id > :after
              AND (:hash IS NULL OR anonymous_hmac = :hash OR user_hmac = :hash)
            ORDER BY id LIMIT :limit
            """)
        .param("org", organizationId)
        .param("after", after)
        .param("hash", hash)
        .param("limit", limit)
        .query(this::visit)
        .list();
  }

  /**
   * @param organizationId whose
   * @param from first moment of their beginning
   * @param to moment after the last
   * @param after the visit before, or null to begin
   * @param limit at most so many
   * @return the next sessions by visitor, and each visitor's by time
   */
  public List<Visit> sessionsByVisitor(
      String organizationId, Instant from, Instant to, @Nullable Visit after, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM visits WHERE org_id = :org AND kind = 'session'
              AND (visitor, started_at, id) > (:visitor, :started, :id)
              AND started_at >= :from AND started_at < :to
            ORDER BY visitor, started_at, id LIMIT :limit
            """)
        .param("org", organizationId)
        .param("visitor", after == null ? "" : after.visitor())
        .param("started", after == null ? "" : Timestamps.format(after.startedAt()))
        .param("id", after == null ? "" : after.id())
        .param("from", Timestamps.format(from))
        .param("to", Timestamps.format(to))
        .param("limit", limit)
        .query(this::visit)
        .list();
  }

  private Visit visit(ResultSet row, int number) throws SQLException {
    Class<? extends Body> type =
        row.getString("kind").equals(Journey.KIND) ? Journey.class : Result.class;
    return new Visit(
        row.getString("id"),
        row.getInt("version"),
        Timestamps.parse(row.getString("started_at")),
        Timestamps.parse(row.getString("ended_at")),
        row.getInt("events"),
        row.getString("visitor"),
        row.getString("anonymous_hmac"),
        row.getString("user_hmac"),
        Objects.requireNonNull(json.readValue(row.getString("body"), type)));
  }
}
