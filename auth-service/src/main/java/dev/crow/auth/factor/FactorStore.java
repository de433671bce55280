package dev.crow.auth.factor;

import dev.crow.auth.account.Account;
import dev.crow.auth.account.FollowsPeople;
import dev.crow.relational.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of one-time codes, recovery codes and unfinished sign-ins. */
@Repository
class FactorStore implements FollowsPeople {

  private static final String PUT =
      """
      INSERT INTO one_time_codes (user_id, org_id, secret) VALUES (:user, :org, :secret)
      ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, last_step = 0
      WHERE confirmed_at IS NULL
      """;
  private static final String FIND =
      "SELECT secret, confirmed_at, last_step FROM one_time_codes WHERE user_id = :user";
  private static final String CONFIRM =
      """
      UPDATE one_time_codes SET confirmed_at = :now
      WHERE user_id = :user AND confirmed_at IS NULL
      """;
  // Of the same code sent twice at once, one gets through.
  private static final String USE_STEP =
      "UPDATE one_time_codes SET last_step = :step WHERE user_id = :user AND last_step < :step";
  private static final String DELETE = "DELETE FROM one_time_codes WHERE user_id = :user";
  private static final String DELETE_RECOVERY = "DELETE FROM recovery_codes WHERE user_id = :user";
  private static final String ADD_RECOVERY =
      "INSERT INTO recovery_codes (user_id, org_id, hash) VALUES (:user, :org, :hash)";
  private static final String USE_RECOVERY =
      "DELETE FROM recovery_codes WHERE user_id = :user AND hash = :hash";
  private static final String COUNT_RECOVERY =
      "SELECT count(*) FROM recovery_codes WHERE user_id = :user";
  private static final String PURGE = "DELETE FROM sign_in_challenges WHERE expires_at <= :now";
  private static final String ADD_CHALLENGE =
      """
      INSERT INTO sign_in_challenges (hash, org_id, user_id, remember_me, expires_at)
      VALUES (:hash, :org, :user, :remember, :expires)
      """;
  private static final String TRY_CHALLENGE =
      """
      UPDATE sign_in_challenges SET attempts = attempts + 1
      WHERE hash = :hash AND attempts < :most AND expires_at > :now
      """;
  private static final String FIND_CHALLENGE =
      """
      SELECT user_id, remember_me FROM sign_in_challenges
      WHERE hash = :hash AND expires_at > :now
      """;
  private static final List<String> MOVE =
      List.of(
          "UPDATE one_time_codes SET org_id = :to WHERE user_id = :user AND org_id = :from",
          "UPDATE recovery_codes SET org_id = :to WHERE user_id = :user AND org_id = :from");
  private static final String DELETE_CHALLENGE =
      "DELETE FROM sign_in_challenges WHERE hash = :hash";

  private final JdbcClient jdbc;

  FactorStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns false if a confirmed one stands. */
  boolean put(String organizationId, String userId, String sealed) {
    return jdbc.sql(PUT)
            .param("user", userId)
            .param("org", organizationId)
            .param("secret", sealed)
            .update()
        == 1;
  }

  Optional<Stored> find(String userId) {
    return jdbc.sql(FIND)
        .param("user", userId)
        .query(
            (row, _) -> new Stored(row.getString("secret"), row.getString("confirmed_at") != null))
        .optional();
  }

  boolean confirm(String userId, Instant now) {
    return jdbc.sql(CONFIRM).param("user", userId).param("now", Timestamps.format(now)).update()
        == 1;
  }

  boolean useStep(String userId, long step) {
    return jdbc.sql(USE_STEP).param("user", userId).param("step", step).update() == 1;
  }

  void delete(String userId) {
    jdbc.sql(DELETE).param("user", userId).update();
  }

  void setRecovery(String organizationId, String userId, List<String> hashes) {
    jdbc.sql(DELETE_RECOVERY).param("user", userId).update();
    for (String hash : hashes) {
      jdbc.sql(ADD_RECOVERY)
          .param("user", userId)
          .param("org", organizationId)
          .param("hash", hash)
          .update();
    }
  }

  boolean useRecovery(String userId, String hash) {
    return jdbc.sql(USE_RECOVERY).param("user", userId).param("hash", hash).update() == 1;
  }

  int countRecovery(String userId) {
    return jdbc.sql(COUNT_RECOVERY).param("user", userId).query(Integer.class).single();
  }

  void addChallenge(String hash, Account account, boolean remember, Instant now, Instant expires) {
    jdbc.sql(PURGE).param("now", Timestamps.format(now)).update();
    jdbc.sql(ADD_CHALLENGE)
        .param("hash", hash)
        .param("org", account.organizationId())
        .param("user", account.id())
        .param("remember", remember ? 1 : 0)
        .param("expires", Timestamps.format(expires))
        .update();
  }

  /** Counts an attempt; false if there is no such challenge (any more), or none left on it. */
  boolean tryChallenge(String hash, int most, Instant now) {
    return jdbc.sql(TRY_CHALLENGE)
            .param("hash", hash)
            .param("most", most)
            .param("now", Timestamps.format(now))
            .update()
        == 1;
  }

  Optional<Challenge> findChallenge(String hash, Instant now) {
    return jdbc.sql(FIND_CHALLENGE)
        .param("hash", hash)
        .param("now", Timestamps.format(now))
        .query((row, _) -> new Challenge(row.getString("user_id"), row.getInt("remember_me") == 1))
        .optional();
  }

  /** Of many at once one deletes it. */
  boolean deleteChallenge(String hash) {
    return jdbc.sql(DELETE_CHALLENGE).param("hash", hash).update() == 1;
  }

  @Override
  public void move(String userId, String from, String to) {
    for (String sql : MOVE) {
      jdbc.sql(sql).param("user", userId).param("from", from).param("to", to).update();
    }
  }

  record Stored(String sealed, boolean confirmed) {
    @Override
    public String toString() {
      return "Stored[confirmed=" + confirmed + "]";
    }
  }

  record Challenge(String userId, boolean remember) {}
}
