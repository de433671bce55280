package dev.crow.auth.account;

import dev.crow.relational.Timestamps;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of attempts. Inside a transaction each. */
@Repository
class ThrottleStore {

  private static final String FIND =
      """
      SELECT version, attempts, window_start, strikes, blocked_until FROM throttles
      WHERE hash = :hash AND forgotten_at > :now
      """;
  private static final String PURGE = "DELETE FROM throttles WHERE forgotten_at <= :now";
  private static final String ADD =
      """
      INSERT INTO throttles
        (hash, version, attempts, window_start, strikes, blocked_until, forgotten_at)
      VALUES (:hash, 1, :attempts, :start, :strikes, :blocked, :forgotten)
      """;
  private static final String REPLACE =
      """
      UPDATE throttles SET version = version + 1, attempts = :attempts, window_start = :start,
        strikes = :strikes, blocked_until = :blocked, forgotten_at = :forgotten
      WHERE hash = :hash AND version = :version
      """;
  private static final String FORGET = "DELETE FROM throttles WHERE hash = :hash";

  private final JdbcClient jdbc;

  ThrottleStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Versioned> find(String hash, Instant now) {
    return jdbc.sql(FIND)
        .param("hash", hash)
        .param("now", Timestamps.format(now))
        .query(
            (row, _) ->
                new Versioned(
                    row.getLong("version"),
                    new Attempts(
                        row.getInt("attempts"),
                        Timestamps.parse(row.getString("window_start")),
                        row.getInt("strikes"),
                        Timestamps.parse(row.getString("blocked_until")))))
        .optional();
  }

  /** Returns false if another instance counted an attempt meanwhile. */
  boolean add(String hash, Attempts attempts, Instant now, Instant forgotten) {
    jdbc.sql(PURGE).param("now", Timestamps.format(now)).update();
    try {
      return with(jdbc.sql(ADD), hash, attempts, forgotten).update() == 1;
    } catch (DuplicateKeyException _) {
      return false;
    }
  }

  /** Returns false if another instance counted an attempt meanwhile. */
  boolean replace(String hash, long version, Attempts attempts, Instant forgotten) {
    return with(jdbc.sql(REPLACE), hash, attempts, forgotten).param("version", version).update()
        == 1;
  }

  void forget(String hash) {
    jdbc.sql(FORGET).param("hash", hash).update();
  }

  private static JdbcClient.StatementSpec with(
      JdbcClient.StatementSpec sql, String hash, Attempts attempts, Instant forgotten) {
    return sql.param("hash", hash)
        .param("attempts", attempts.count())
        .param("start", Timestamps.format(attempts.windowStart()))
        .param("strikes", attempts.strikes())
        .param("blocked", Timestamps.format(attempts.blockedUntil()))
        .param("forgotten", Timestamps.format(forgotten));
  }

  record Versioned(long version, Attempts attempts) {}
}
