package dev.crow.auth.account;

import dev.crow.auth.seal.SecretTokens;
import dev.crow.relational.Timestamps;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What mailed links carry. Each works once, for a while; only its hash is kept. */
@Repository
class MailedTokens {

  private static final String ADD =
      """
      INSERT INTO mailed_tokens (hash, purpose, subject, email, created_at, expires_at)
      VALUES (:hash, :purpose, :subject, :email, :now, :expires)
      """;
  private static final String FIND =
      """
      SELECT purpose, subject, email FROM mailed_tokens
      WHERE hash = :hash AND used_at IS NULL AND expires_at > :now
      """;
  // Whoever changes the row has the token; of many at once that is one.
  private static final String SPEND =
      """
      UPDATE mailed_tokens SET used_at = :now
      WHERE hash = :hash AND used_at IS NULL AND expires_at > :now
      """;
  private static final String RELEASE =
      "UPDATE mailed_tokens SET used_at = NULL WHERE hash = :hash";
  private static final String DROP =
      "DELETE FROM mailed_tokens WHERE subject = :subject AND used_at IS NULL";
  private static final String PURGE = "DELETE FROM mailed_tokens WHERE expires_at <= :now";

  private final JdbcClient jdbc;
  private final Clock clock;

  MailedTokens(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Returns the token in clear, for one mail. */
  @Transactional
  public String issue(Purpose purpose, String subject, String email) {
    String token = SecretTokens.random();
    String now = Timestamps.format(clock.instant());
    jdbc.sql(PURGE).param("now", now).update();
    jdbc.sql(ADD)
        .param("hash", SecretTokens.hash(token))
        .param("purpose", purpose.name())
        .param("subject", subject)
        .param("email", email)
        .param("now", now)
        .param("expires", Timestamps.format(clock.instant().plus(purpose.lifetime())))
        .update();
    return token;
  }

  Optional<Spent> find(String token) {
    return jdbc.sql(FIND)
        .param("hash", SecretTokens.hash(token))
        .param("now", Timestamps.format(clock.instant()))
        .query(
            (row, _) ->
                new Spent(
                    Purpose.valueOf(row.getString("purpose")),
                    row.getString("subject"),
                    row.getString("email")))
        .optional();
  }

  /**
   * @throws ApiException {@code TOKEN_USED} if it is unknown, used or expired
   */
  @Transactional
  public Spent spend(String token) {
    Spent found = find(token).orElseThrow(MailedTokens::used);
    use(token);
    return found;
  }

  /** Spends a token that was found, without looking at it again. */
  void use(String token) {
    int rows =
        jdbc.sql(SPEND)
            .param("hash", SecretTokens.hash(token))
            .param("now", Timestamps.format(clock.instant()))
            .update();
    if (rows != 1) {
      throw used();
    }
  }

  /** Gives back a token that was spent in vain. */
  @Transactional
  public void release(String token) {
    jdbc.sql(RELEASE).param("hash", SecretTokens.hash(token)).update();
  }

  /** Ends what is still open for a subject. */
  void drop(String subject) {
    jdbc.sql(DROP).param("subject", subject).update();
  }

  static ApiException used() {
    return new ApiException(ErrorCode.TOKEN_USED, "Ask for a new link.");
  }

  enum Purpose {
    VERIFY_EMAIL(Duration.ofDays(1)),
    RESET_PASSWORD(Duration.ofHours(1)),
    CHANGE_EMAIL(Duration.ofHours(1));

    private final Duration lifetime;

    Purpose(Duration lifetime) {
      this.lifetime = lifetime;
    }

    Duration lifetime() {
      return lifetime;
    }
  }

  record Spent(Purpose purpose, String subject, String email) {}
}
