package dev.crow.user.member;

import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of people and of what they may do. Every call names the organization. */
@Repository
class MemberStore {

  private static final String INSERT =
      """
      INSERT INTO users (id, org_id, email, name, role, created_at, updated_at)
      VALUES (:id, :org, :email, :name, :role, :created, :now)
      ON CONFLICT DO NOTHING
      """;
  private static final String SAVE_PERMISSIONS =
      """
      INSERT INTO user_permissions (user_id, org_id, chat_enabled, chat_min_duration,
        chat_components, interactions_enabled, patterns_enabled, teams_enabled, api_keys_enabled,
        billing_enabled, settings_enabled, notifications_enabled, integrations_enabled,
        products_enabled, updated_at)
      VALUES (:id, :org, :chat, :lookback, :components, :interactions, :patterns, :teams, :keys,
        :billing, :settings, :notifications, :integrations, :products, :now)
      ON CONFLICT (user_id) DO UPDATE SET chat_enabled = excluded.chat_enabled,
        chat_min_duration = excluded.chat_min_duration,
        chat_components = excluded.chat_components,
        interactions_enabled = excluded.interactions_enabled,
        patterns_enabled = excluded.patterns_enabled, teams_enabled = excluded.teams_enabled,
        api_keys_enabled = excluded.api_keys_enabled, billing_enabled = excluded.billing_enabled,
        settings_enabled = excluded.settings_enabled,
        notifications_enabled = excluded.notifications_enabled,
        integrations_enabled = excluded.integrations_enabled,
        products_enabled = excluded.products_enabled, updated_at = excluded.updated_at
      """;
  private static final String SELECT =
      """
      SELECT u.*, p.* FROM users u JOIN user_permissions p ON p.user_id = u.id
      WHERE u.org_id = :org
      """;

  private static final String OWNER_REMAINS =
      "(role <> 'OWNER' OR EXISTS (SELECT 1 FROM users o WHERE o.org_id = users.org_id"
          + " AND o.role = 'OWNER' AND o.id <> users.id))";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  MemberStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Adds a person with their permissions; one who is there already stays as they are. */
  boolean insert(Member member, Instant now) {
    int added =
        jdbc.sql(INSERT)
            .param("id", member.id())
            .param("org", member.organizationId())
            .param("email", member.email())
            .param("name", member.name())
            .param("role", member.role().name())
            .param("created", Timestamps.format(member.createdAt()))
            .param("now", Timestamps.format(now))
            .update();
    if (added == 1) {
      savePermissions(member.organizationId(), member.id(), member.permissions(), now);
    }
    return added == 1;
  }

  Optional<Member> find(String organizationId, String id) {
    return jdbc.sql(SELECT + " AND u.id = :id")
        .param("org", organizationId)
        .param("id", id)
        .query(this::member)
        .optional();
  }

  List<Member> page(String organizationId, String afterId, int limit) {
    return jdbc.sql(SELECT + " AND u.id > :after ORDER BY u.id LIMIT :limit")
        .param("org", organizationId)
        .param("after", afterId)
        .param("limit", limit)
        .query(this::member)
        .list();
  }

  List<Member> withEmailContaining(String organizationId, String part, int limit) {
    return jdbc.sql(SELECT + " AND instr(u.email, :part) > 0 ORDER BY u.email, u.id LIMIT :limit")
        .param("org", organizationId)
        .param("part", part)
        .param("limit", limit)
        .query(this::member)
        .list();
  }

  int owners(String organizationId) {
    return jdbc.sql("SELECT count(*) FROM users WHERE org_id = ? AND role = 'OWNER'")
        .param(organizationId)
        .query(Integer.class)
        .single();
  }

  void saveProfile(Member member, Instant now) {
    jdbc.sql(
            """
            UPDATE users SET name = :name, job_title = :title, phone = :phone, updated_at = :now
            WHERE org_id = :org AND id = :id
            """)
        .param("name", member.name())
        .param("title", member.jobTitle())
        .param("phone", member.phone())
        .param("now", Timestamps.format(now))
        .param("org", member.organizationId())
        .param("id", member.id())
        .update();
  }

  void saveEmail(String organizationId, String id, String email, Instant now) {
    jdbc.sql("UPDATE users SET email = ?, updated_at = ? WHERE org_id = ? AND id = ?")
        .params(email, Timestamps.format(now), organizationId, id)
        .update();
  }

  boolean savePicture(String organizationId, String id, @Nullable String picture, Instant now) {
    return jdbc.sql(
                "UPDATE users SET picture = :p, updated_at = :now WHERE org_id = :org AND id = :id")
            .param("p", picture)
            .param("now", Timestamps.format(now))
            .param("org", organizationId)
            .param("id", id)
            .update()
        == 1;
  }

  /**
   * Returns false, and changes nothing, if the version before is no longer there or this would
   * leave nobody who owns the organization.
   */
  boolean saveStanding(Member member, Instant now) {
    int saved =
        jdbc.sql(
                """
                UPDATE users SET role = :role, version = :version, updated_at = :now
                WHERE org_id = :org AND id = :id AND version = :version - 1
                  AND (:role = 'OWNER' OR
                """
                    + OWNER_REMAINS
                    + ")")
            .param("role", member.role().name())
            .param("version", member.version())
            .param("now", Timestamps.format(now))
            .param("org", member.organizationId())
            .param("id", member.id())
            .update();
    if (saved == 1) {
      savePermissions(member.organizationId(), member.id(), member.permissions(), now);
    }
    return saved == 1;
  }

  /** Returns false, and deletes nobody, if that would leave nobody who owns the organization. */
  boolean remove(String organizationId, String id) {
    return jdbc.sql("DELETE FROM users WHERE org_id = :org AND id = :id AND " + OWNER_REMAINS)
            .param("org", organizationId)
            .param("id", id)
            .update()
        == 1;
  }

  long delete(String organizationId, String id) {
    return jdbc.sql("DELETE FROM users WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .update();
  }

  long deleteAll(String organizationId) {
    return jdbc.sql("DELETE FROM users WHERE org_id = ?").param(organizationId).update();
  }

  private void savePermissions(
      String organizationId, String id, UserPermissions permissions, Instant now) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", id);
    values.put("org", organizationId);
    values.put("chat", permissions.chatEnabled());
    values.put("lookback", permissions.chatLookback());
    values.put("components", json.writeValueAsString(permissions.chatComponents()));
    values.put("interactions", permissions.interactionsEnabled());
    values.put("patterns", permissions.patternsEnabled());
    values.put("teams", permissions.teamsEnabled());
    values.put("keys", permissions.apiKeysEnabled());
    values.put("billing", permissions.billingEnabled());
    values.put("settings", permissions.settingsEnabled());
    values.put("notifications", permissions.notificationsEnabled());
    values.put("integrations", permissions.integrationsEnabled());
    values.put("products", permissions.productsEnabled());
    values.put("now", Timestamps.format(now));
    jdbc.sql(SAVE_PERMISSIONS).params(values).update();
  }

  private Member member(ResultSet row, int number) throws SQLException {
    return new Member(
        row.getString("id"),
        row.getString("org_id"),
        row.getString("email"),
        row.getString("name"),
        row.getString("job_title"),
        row.getString("phone"),
        Role.valueOf(row.getString("role")),
        row.getString("picture"),
        permissions(row),
        row.getLong("version"),
        Timestamps.parse(row.getString("created_at")));
  }

  private UserPermissions permissions(ResultSet row) throws SQLException {
    return new UserPermissions(
        row.getBoolean("chat_enabled"),
        row.getString("chat_min_duration"),
        json.readValue(row.getString("chat_components"), new TypeReference<List<String>>() {}),
        row.getBoolean("interactions_enabled"),
        row.getBoolean("patterns_enabled"),
        row.getBoolean("teams_enabled"),
        row.getBoolean("api_keys_enabled"),
        row.getBoolean("billing_enabled"),
        row.getBoolean("settings_enabled"),
        row.getBoolean("notifications_enabled"),
        row.getBoolean("integrations_enabled"),
        row.getBoolean("products_enabled"));
  }
}
