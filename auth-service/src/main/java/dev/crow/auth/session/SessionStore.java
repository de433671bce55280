package dev.crow.auth.session;

import dev.crow.auth.account.FollowsPeople;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of sessions. */
@Repository
class SessionStore implements FollowsPeople {

  private static final String COLUMNS =
      """
      SELECT id, org_id, user_id, user_agent, network, created_at, last_seen, expires_at
      FROM sessions WHERE ended_at IS NULL AND expires_at > :now AND last_seen > :idle
      """;
  private static final String INSERT =
      """
      INSERT INTO sessions
        (id, org_id, user_id, token_hash, user_agent, network, created_at, last_seen, expires_at)
      VALUES (:id, :org, :user, :hash, :agent, :network, :now, :now, :expires)
      """;
  private static final String BY_HASH = COLUMNS + "AND token_hash = :hash";
  private static final String OF_USER =
      COLUMNS + "AND org_id = :org AND user_id = :user ORDER BY last_seen DESC";
  private static final String TOUCH =
      "UPDATE sessions SET last_seen = :now WHERE id = :id AND last_seen <= :before";
  private static final String END =
      """
      UPDATE sessions SET ended_at = :now
      WHERE org_id = :org AND user_id = :user AND id = :id AND ended_at IS NULL
      """;
  private static final String END_ALL =
      """
      UPDATE sessions SET ended_at = :now
      WHERE org_id = :org AND user_id = :user AND id <> :except AND ended_at IS NULL
      """;
  private static final String OPEN_IDS =
      """
      SELECT id FROM sessions
      WHERE org_id = :org AND user_id = :user AND id <> :except AND ended_at IS NULL
      """;
  private static final String KNOWS =
      """
      SELECT count(*) FROM sessions s JOIN accounts a ON a.id = s.user_id
      WHERE a.email = :email AND a.status = 'ACTIVE' AND s.network = :network
      """;
  private static final String MOVE =
      "UPDATE sessions SET org_id = :to WHERE org_id = :from AND user_id = :user";
  private static final String CONFIRM =
      """
      UPDATE sessions SET confirmed_at = :now
      WHERE org_id = :org AND user_id = :user AND id = :id AND ended_at IS NULL
      """;
  private static final String CONFIRMED =
      """
      SELECT coalesce(confirmed_at, created_at) FROM sessions
      WHERE org_id = :org AND user_id = :user AND id = :id AND ended_at IS NULL
      """;
  private static final String PURGE =
      "DELETE FROM sessions WHERE expires_at <= :before OR ended_at <= :before";

  private final JdbcClient jdbc;

  SessionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Stored session, String hash) {
    jdbc.sql(PURGE).param("before", Timestamps.format(session.createdAt())).update();
    jdbc.sql(INSERT)
        .param("id", session.id())
        .param("org", session.organizationId())
        .param("user", session.userId())
        .param("hash", hash)
        .param("agent", session.userAgent())
        .param("network", session.network())
        .param("now", Timestamps.format(session.createdAt()))
        .param("expires", Timestamps.format(session.expiresAt()))
        .update();
  }

  Optional<Stored> findByHash(String hash, Instant now, Duration idle) {
    return jdbc.sql(BY_HASH)
        .param("hash", hash)
        .param("now", Timestamps.format(now))
        .param("idle", Timestamps.format(now.minus(idle)))
        .query((row, _) -> stored(row))
        .optional();
  }

  List<Stored> ofUser(String organizationId, String userId, Instant now, Duration idle) {
    return jdbc.sql(OF_USER)
        .param("org", organizationId)
        .param("user", userId)
        .param("now", Timestamps.format(now))
        .param("idle", Timestamps.format(now.minus(idle)))
        .query((row, _) -> stored(row))
        .list();
  }

  @Transactional
  void touch(String id, Instant now, Duration atMostEvery) {
    jdbc.sql(TOUCH)
        .param("id", id)
        .param("now", Timestamps.format(now))
        .param("before", Timestamps.format(now.minus(atMostEvery)))
        .update();
  }

  /** Sessions that ended count until they are purged. */
  boolean knows(String email, String network) {
    return jdbc.sql(KNOWS)
            .param("email", email)
            .param("network", network)
            .query(Integer.class)
            .single()
        > 0;
  }

  boolean confirm(String organizationId, String userId, String id, Instant now) {
    return jdbc.sql(CONFIRM)
            .param("org", organizationId)
            .param("user", userId)
            .param("id", id)
            .param("now", Timestamps.format(now))
            .update()
        == 1;
  }

  /** When the person last showed who they are. */
  Optional<Instant> confirmed(String organizationId, String userId, String id) {
    return jdbc.sql(CONFIRMED)
        .param("org", organizationId)
        .param("user", userId)
        .param("id", id)
        .query(String.class)
        .optional()
        .map(Timestamps::parse);
  }

  boolean end(String organizationId, String userId, String id, Instant now) {
    return jdbc.sql(END)
            .param("org", organizationId)
            .param("user", userId)
            .param("id", id)
            .param("now", Timestamps.format(now))
            .update()
        == 1;
  }

  List<String> open(String organizationId, String userId, String except) {
    return jdbc.sql(OPEN_IDS)
        .param("org", organizationId)
        .param("user", userId)
        .param("except", except)
        .query(String.class)
        .list();
  }

  void endAll(String organizationId, String userId, String except, Instant now) {
    jdbc.sql(END_ALL)
        .param("org", organizationId)
        .param("user", userId)
        .param("except", except)
        .param("now", Timestamps.format(now))
        .update();
  }

  @Override
  public void move(String userId, String from, String to) {
    jdbc.sql(MOVE).param("user", userId).param("from", from).param("to", to).update();
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getString("id"),
        row.getString("org_id"),
        row.getString("user_id"),
        row.getString("user_agent"),
        row.getString("network"),
        Timestamps.parse(row.getString("created_at")),
        Timestamps.parse(row.getString("last_seen")),
        Timestamps.parse(row.getString("expires_at")));
  }

  /** A session as the database knows it; its token is nowhere. */
  record Stored(
      String id,
      String organizationId,
      String userId,
      String userAgent,
      String network,
      Instant createdAt,
      Instant lastSeen,
      Instant expiresAt) {}
}
