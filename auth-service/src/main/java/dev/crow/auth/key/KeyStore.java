package dev.crow.auth.key;

import dev.crow.relational.Timestamps;
import dev.crow.security.Caller;
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
        (id, org_id, kind, key_hash, name, permissions, allowed_origins, created_at)
      VALUES (:id, :org, :kind, :hash, :name, :permissions, :origins, :now)
      """;

  private static final String FIND =
      """
      SELECT id, org_id, kind, key_hash, permissions, allowed_origins,
             expires_at, revoked_at, last_used
      FROM api_keys WHERE id = :id
      """;

  private static final String EXISTS = "SELECT count(*) FROM api_keys WHERE id = :id";

  // A key that is revoked again keeps its first time.
  private static final String REVOKE =
      "UPDATE api_keys SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL";

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

  void insert(KeyHolder key, String name, String hash, Instant now) {
    jdbc.sql(INSERT)
        .param("id", key.keyId())
        .param("org", key.organizationId())
        .param("kind", key.kind().name())
        .param("hash", hash)
        .param("name", name)
        .param("permissions", json.writeValueAsString(key.permissions()))
        .param("origins", json.writeValueAsString(key.allowedOrigins()))
        .param("now", Timestamps.format(now))
        .update();
  }

  Optional<StoredKey> find(String id) {
    return jdbc.sql(FIND).param("id", id).query((row, _) -> key(row)).optional();
  }

  /** Returns whether there is such a key. */
  boolean revoke(String id, Instant now) {
    boolean exists = jdbc.sql(EXISTS).param("id", id).query(Integer.class).single() > 0;
    jdbc.sql(REVOKE).param("now", Timestamps.format(now)).param("id", id).update();
    return exists;
  }

  void touch(String id, Instant now, Duration atMostEvery) {
    jdbc.sql(TOUCH)
        .param("now", Timestamps.format(now))
        .param("id", id)
        .param("before", Timestamps.format(now.minus(atMostEvery)))
        .update();
  }

  private StoredKey key(ResultSet row) throws SQLException {
    KeyHolder holder =
        new KeyHolder(
            row.getString("id"),
            row.getString("org_id"),
            Caller.Kind.valueOf(row.getString("kind")),
            json.readValue(row.getString("permissions"), TEXTS),
            json.readValue(row.getString("allowed_origins"), TEXTS));
    return new StoredKey(
        holder,
        row.getString("key_hash"),
        time(row, "expires_at"),
        time(row, "revoked_at"),
        time(row, "last_used"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : Timestamps.parse(text);
  }
}
