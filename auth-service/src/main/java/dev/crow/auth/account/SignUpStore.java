package dev.crow.auth.account;

import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of those who asked for an account and have not shown that the address is theirs. */
@Repository
class SignUpStore {

  private static final Duration KEPT = Duration.ofDays(7);

  private static final String INSERT =
      """
      INSERT INTO sign_ups (id, email, name, password_hash, created_at, expires_at)
      VALUES (:id, :email, :name, :hash, :now, :expires)
      """;
  private static final String FIND =
      """
      SELECT id, email, name, password_hash FROM sign_ups
      WHERE id = :id AND expires_at > :now
      """;
  private static final String NEWEST =
      """
      SELECT id, email, name, password_hash FROM sign_ups
      WHERE email = :email AND expires_at > :now ORDER BY created_at DESC LIMIT 1
      """;
  private static final String DELETE = "DELETE FROM sign_ups WHERE email = :email";
  private static final String PURGE = "DELETE FROM sign_ups WHERE expires_at <= :now";

  private final JdbcClient jdbc;

  SignUpStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(SignUp signUp, Instant now) {
    jdbc.sql(PURGE).param("now", Timestamps.format(now)).update();
    jdbc.sql(INSERT)
        .param("id", signUp.id())
        .param("email", signUp.email())
        .param("name", signUp.name())
        .param("hash", signUp.passwordHash())
        .param("now", Timestamps.format(now))
        .param("expires", Timestamps.format(now.plus(KEPT)))
        .update();
  }

  Optional<SignUp> find(String id, Instant now) {
    return jdbc.sql(FIND)
        .param("id", id)
        .param("now", Timestamps.format(now))
        .query((row, _) -> signUp(row))
        .optional();
  }

  Optional<SignUp> newest(String email, Instant now) {
    return jdbc.sql(NEWEST)
        .param("email", email)
        .param("now", Timestamps.format(now))
        .query((row, _) -> signUp(row))
        .optional();
  }

  void delete(String email) {
    jdbc.sql(DELETE).param("email", email).update();
  }

  private static SignUp signUp(ResultSet row) throws SQLException {
    return new SignUp(
        row.getString("id"),
        row.getString("email"),
        row.getString("name"),
        row.getString("password_hash"));
  }

  record SignUp(String id, String email, String name, String passwordHash) {
    @Override
    public String toString() {
      return "SignUp[" + id + "]";
    }
  }
}
