package dev.crow.auth.passkey;

import dev.crow.auth.account.FollowsPeople;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of passkeys. */
@Repository
class PasskeyStore implements FollowsPeople {

  private static final TypeReference<Set<String>> TEXTS = new TypeReference<>() {};

  private static final String COLUMNS =
      """
      SELECT id, org_id, user_id, credential_id, attested, sign_count, backup_eligible, backed_up,
        transports, name, created_at, last_used
      FROM passkeys
      """;
  private static final String INSERT =
      """
      INSERT INTO passkeys
        (id, org_id, user_id, credential_id, attested, sign_count, backup_eligible, backed_up,
         transports, name, created_at)
      VALUES (:id, :org, :user, :credential, :attested, :count, :eligible, :backed, :transports,
        :name, :now)
      """;
  private static final String OF_USER =
      COLUMNS + "WHERE org_id = :org AND user_id = :user ORDER BY created_at, id";
  private static final String BY_CREDENTIAL = COLUMNS + "WHERE credential_id = :credential";
  private static final String EXISTS =
      "SELECT count(*) FROM passkeys WHERE org_id = :org AND user_id = :user";
  private static final String RENAME =
      "UPDATE passkeys SET name = :name WHERE org_id = :org AND user_id = :user AND id = :id";
  // Of two signatures with the same count, sent at once, one gets through.
  private static final String USE =
      """
      UPDATE passkeys SET sign_count = :count, backed_up = :backed, last_used = :now
      WHERE org_id = :org AND id = :id
        AND (sign_count < :count OR (sign_count = 0 AND :count = 0))
      """;
  // One statement, so that two deletions at once cannot leave nobody a way in.
  private static final String DELETE =
      """
      DELETE FROM passkeys
      WHERE org_id = :org AND user_id = :user AND id = :id
        AND (EXISTS (SELECT 1 FROM accounts a WHERE a.id = :user AND a.password_hash <> '')
          OR EXISTS (SELECT 1 FROM passkeys o WHERE o.user_id = :user AND o.id <> :id))
      """;
  private static final String MOVE =
      "UPDATE passkeys SET org_id = :to WHERE org_id = :from AND user_id = :user";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  PasskeyStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Returns false if somebody has registered the same credential. */
  boolean insert(Passkey passkey) {
    if (find(passkey.credentialId()).isPresent()) {
      return false;
    }
    try {
      jdbc.sql(INSERT)
          .param("id", passkey.id())
          .param("org", passkey.organizationId())
          .param("user", passkey.userId())
          .param("credential", passkey.credentialId())
          .param("attested", passkey.attested())
          .param("count", passkey.signCount())
          .param("eligible", passkey.backupEligible() ? 1 : 0)
          .param("backed", passkey.backedUp() ? 1 : 0)
          .param("transports", json.writeValueAsString(passkey.transports()))
          .param("name", passkey.name())
          .param("now", Timestamps.format(passkey.createdAt()))
          .update();
    } catch (DuplicateKeyException _) {
      return false;
    }
    return true;
  }

  List<Passkey> ofUser(String organizationId, String userId) {
    return jdbc.sql(OF_USER)
        .param("org", organizationId)
        .param("user", userId)
        .query((row, _) -> passkey(row))
        .list();
  }

  boolean anyOf(String organizationId, String userId) {
    return jdbc.sql(EXISTS)
            .param("org", organizationId)
            .param("user", userId)
            .query(Integer.class)
            .single()
        > 0;
  }

  /** Whose it is, nobody knows before. */
  Optional<Passkey> find(String credentialId) {
    return jdbc.sql(BY_CREDENTIAL)
        .param("credential", credentialId)
        .query((row, _) -> passkey(row))
        .optional();
  }

  boolean rename(String organizationId, String userId, String id, String name) {
    return jdbc.sql(RENAME)
            .param("org", organizationId)
            .param("user", userId)
            .param("id", id)
            .param("name", name)
            .update()
        == 1;
  }

  /** Returns false if the authenticator's count did not grow. */
  boolean use(Passkey passkey, long signCount, boolean backedUp, Instant now) {
    return jdbc.sql(USE)
            .param("org", passkey.organizationId())
            .param("id", passkey.id())
            .param("count", signCount)
            .param("backed", backedUp ? 1 : 0)
            .param("now", Timestamps.format(now))
            .update()
        == 1;
  }

  /** Returns false if it is not there, or nothing else would be left to sign in with. */
  boolean delete(String organizationId, String userId, String id) {
    return jdbc.sql(DELETE)
            .param("org", organizationId)
            .param("user", userId)
            .param("id", id)
            .update()
        == 1;
  }

  @Override
  public void move(String userId, String from, String to) {
    jdbc.sql(MOVE).param("user", userId).param("from", from).param("to", to).update();
  }

  private Passkey passkey(ResultSet row) throws SQLException {
    String lastUsed = row.getString("last_used");
    return new Passkey(
        row.getString("id"),
        row.getString("org_id"),
        row.getString("user_id"),
        row.getString("credential_id"),
        row.getString("attested"),
        row.getLong("sign_count"),
        row.getInt("backup_eligible") == 1,
        row.getInt("backed_up") == 1,
        json.readValue(row.getString("transports"), TEXTS),
        row.getString("name"),
        Timestamps.parse(row.getString("created_at")),
        lastUsed == null ? null : Timestamps.parse(lastUsed));
  }
}
