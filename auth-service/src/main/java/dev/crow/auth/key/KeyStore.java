package dev.crow.auth.key;

import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of keys. */
@Repository
class KeyStore {

  private static final String INSERT =
      """
      INSERT INTO api_keys
        (id, org_id, kind, key_hash, name, permissions, allowed_origins, daily_cap, expires_at,
         created_at, created_by)
      VALUES
        (:id, :org, :kind, :hash, :name, :permissions, :origins, :cap, :expires, :now, :by)
      """;

  private static final String SELECT =
      """
      SELECT id, org_id, kind, key_hash, previous_hash, previous_until, name, permissions,
             allowed_origins, daily_cap, expires_at, revoked_at, created_at, created_by, last_used
      FROM api_keys\s""";

  private static final String OF_ORGANIZATION = "WHERE org_id = :org ";

  private static final String ACTIVE =
      """
      SELECT count(*) FROM api_keys
      WHERE org_id = :org AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > :now)
      """;

  private static final String CHANGE =
      """
      UPDATE api_keys SET name = :name, allowed_origins = :origins, daily_cap = :cap
      WHERE org_id = :org AND id = :id
      """;

  private static final String ROTATE =
      """
      UPDATE api_keys SET previous_hash = key_hash, previous_until = :until, key_hash = :hash
      WHERE org_id = :org AND id = :id
      """;

  // A key that is revoked again keeps its first time.
  private static final String REVOKE =
      """
      UPDATE api_keys SET revoked_at = :now
      WHERE org_id = :org AND id = :id AND revoked_at IS NULL
      """;

  private static final String TOUCH =
      """
      UPDATE api_keys SET last_used = :now
      WHERE id = :id AND (last_used IS NULL OR last_used <= :before)
      """;

  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  KeyStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(KeyDetails key, String hash) {
    jdbc.sql(INSERT)
        .param("id", key.id())
        .param("org", key.organizationId())
        .param("kind", key.kind().name())
        .param("hash", hash)
        .param("name", key.name())
        .param("permissions", json.writeValueAsString(key.permissions()))
        .param("origins", json.writeValueAsString(key.allowedOrigins()))
        .param("cap", key.dailyCap())
        .param("expires", key.expiresAt() == null ? null : Timestamps.format(key.expiresAt()))
        .param("now", Timestamps.format(key.createdAt()))
        .param("by", key.createdBy())
        .update();
  }

  /** Finds a key by what a client shows: this is what establishes the organization. */
  Optional<StoredKey> find(String id) {
    return jdbc.sql(SELECT + "WHERE id = :id")
        .param("id", id)
        .query((row, _) -> key(row))
        .optional();
  }

  Optional<StoredKey> find(String organizationId, String id) {
    return jdbc.sql(SELECT + OF_ORGANIZATION + "AND id = :id")
        .param("org", organizationId)
        .param("id", id)
        .query((row, _) -> key(row))
        .optional();
  }

  List<StoredKey> newest(String organizationId, int limit) {
    return jdbc.sql(SELECT + OF_ORGANIZATION + "ORDER BY created_at DESC, id LIMIT :limit")
        .param("org", organizationId)
        .param("limit", limit)
        .query((row, _) -> key(row))
        .list();
  }

  int countActive(String organizationId, Instant now) {
    return jdbc.sql(ACTIVE)
        .param("org", organizationId)
        .param("now", Timestamps.format(now))
        .query(Integer.class)
        .single();
  }

  void change(KeyDetails key) {
    jdbc.sql(CHANGE)
        .param("name", key.name())
        .param("origins", json.writeValueAsString(key.allowedOrigins()))
        .param("cap", key.dailyCap())
        .param("org", key.organizationId())
        .param("id", key.id())
        .update();
  }

  /**
   * @param previousUntil how long the secret that was good so far stays so; the one before it ends
   */
  void rotate(String organizationId, String id, String hash, Instant previousUntil) {
    jdbc.sql(ROTATE)
        .param("hash", hash)
        .param("until", Timestamps.format(previousUntil))
        .param("org", organizationId)
        .param("id", id)
        .update();
  }

  /** Returns whether it was not revoked before. */
  boolean revoke(String organizationId, String id, Instant now) {
    return jdbc.sql(REVOKE)
            .param("now", Timestamps.format(now))
            .param("org", organizationId)
            .param("id", id)
            .update()
        == 1;
  }

  void touch(String id, Instant now, Duration atMostEvery) {
    jdbc.sql(TOUCH)
        .param("now", Timestamps.format(now))
        .param("id", id)
        .param("before", Timestamps.format(now.minus(atMostEvery)))
        .update();
  }

  private StoredKey key(ResultSet row) throws SQLException {
    long cap = row.getLong("daily_cap");
    Long dailyCap = row.wasNull() ? null : cap;
    KeyDetails details =
        new KeyDetails(
            row.getString("id"),
            row.getString("org_id"),
            KeyKind.valueOf(row.getString("kind")),
            row.getString("name"),
            json.readValue(row.getString("permissions"), TEXTS),
            json.readValue(row.getString("allowed_origins"), TEXTS),
            dailyCap,
            Timestamps.parse(row.getString("created_at")),
            row.getString("created_by"),
            time(row, "expires_at"),
            time(row, "revoked_at"),
            time(row, "last_used"),
            time(row, "previous_until"));
    return new StoredKey(details, row.getString("key_hash"), row.getString("previous_hash"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : Timestamps.parse(text);
  }
}
