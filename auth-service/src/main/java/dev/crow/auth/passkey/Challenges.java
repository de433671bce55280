package dev.crow.auth.passkey;

import dev.crow.auth.seal.SecretTokens;
import dev.crow.relational.Timestamps;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What authenticators are asked to sign. Each challenge is good for one answer, right or wrong. */
@Repository
class Challenges {

  private static final String PURGE = "DELETE FROM passkey_challenges WHERE expires_at <= :now";
  private static final String ADD =
      """
      INSERT INTO passkey_challenges (hash, purpose, org_id, user_id, sign_in, expires_at)
      VALUES (:hash, :purpose, :org, :user, :signIn, :expires)
      """;
  private static final String FIND =
      """
      SELECT purpose, org_id, user_id, sign_in FROM passkey_challenges
      WHERE hash = :hash AND expires_at > :now
      """;
  private static final String TAKE = "DELETE FROM passkey_challenges WHERE hash = :hash";

  private final JdbcClient jdbc;
  private final PasskeyProperties properties;
  private final Clock clock;

  Challenges(JdbcClient jdbc, PasskeyProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /** Returns the challenge in clear: 256 random bits, base64url. */
  @Transactional
  public String issue(Ceremony ceremony) {
    String challenge = SecretTokens.random();
    jdbc.sql(PURGE).param("now", Timestamps.format(clock.instant())).update();
    jdbc.sql(ADD)
        .param("hash", SecretTokens.hash(challenge))
        .param("purpose", ceremony.purpose().name())
        .param("org", ceremony.organizationId())
        .param("user", ceremony.userId())
        .param("signIn", ceremony.signIn())
        .param("expires", Timestamps.format(clock.instant().plus(properties.timeout())))
        .update();
    return challenge;
  }

  /** Takes a challenge out; of many answers at once that is one. Empty if there is no such. */
  @Transactional
  public Optional<Ceremony> take(String challenge) {
    String hash = SecretTokens.hash(challenge);
    Optional<Ceremony> found =
        jdbc.sql(FIND)
            .param("hash", hash)
            .param("now", Timestamps.format(clock.instant()))
            .query(
                (row, _) ->
                    new Ceremony(
                        Ceremony.Purpose.valueOf(row.getString("purpose")),
                        row.getString("org_id"),
                        row.getString("user_id"),
                        row.getString("sign_in")))
            .optional();
    return found.filter(_ -> jdbc.sql(TAKE).param("hash", hash).update() == 1);
  }
}
