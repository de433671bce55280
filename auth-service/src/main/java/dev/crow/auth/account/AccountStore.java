package dev.crow.auth.account;

import dev.crow.contracts.identity.v1.Role;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table of accounts. Closed ones are not found. */
@Repository
class AccountStore {

  private static final String COLUMNS =
      "SELECT id, org_id, email, name, role, permissions, onboarding FROM accounts ";
  private static final String INSERT =
      """
      INSERT INTO accounts
        (id, org_id, email, name, role, status, permissions, onboarding, password_hash, created_at)
      VALUES (:id, :org, :email, :name, :role, 'ACTIVE', :permissions, :onboarding, :hash, :now)
      """;
  private static final String BY_ID = COLUMNS + "WHERE id = :id AND status = 'ACTIVE'";
  private static final String IN_ORGANIZATION =
      COLUMNS + "WHERE org_id = :org AND id = :id AND status = 'ACTIVE'";
  private static final String BY_EMAIL = COLUMNS + "WHERE email = :email AND status = 'ACTIVE'";
  private static final String HASH =
      """
      SELECT password_hash FROM accounts
      WHERE id = :id AND status = 'ACTIVE' AND password_hash <> ''
      """;
  private static final String SET_HASH =
      "UPDATE accounts SET password_hash = :hash WHERE id = :id AND status = 'ACTIVE'";
  // One statement, so that a passkey removed meanwhile cannot leave nobody a way in.
  private static final String REMOVE_HASH =
      """
      UPDATE accounts SET password_hash = ''
      WHERE id = :id AND org_id = :org AND status = 'ACTIVE' AND password_hash <> ''
        AND EXISTS (SELECT 1 FROM passkeys p WHERE p.user_id = :id)
      """;
  private static final String REPLACE_HASH =
      """
      UPDATE accounts SET password_hash = :hash
      WHERE id = :id AND password_hash = :present AND status = 'ACTIVE'
      """;
  private static final String SET_EMAIL =
      "UPDATE accounts SET email = :email WHERE id = :id AND status = 'ACTIVE'";
  private static final String SET_NAME =
      "UPDATE accounts SET name = :name WHERE org_id = :org AND id = :id AND status = 'ACTIVE'";
  private static final String SET_ONBOARDING =
      "UPDATE accounts SET onboarding = :onboarding WHERE org_id = :org AND id = :id";
  private static final String SET_PERMISSIONS =
      """
      UPDATE accounts SET role = :role, permissions = :permissions
      WHERE org_id = :org AND id = :id AND status = 'ACTIVE'
      """;
  private static final String MOVE =
      """
      UPDATE accounts
      SET org_id = :to, role = 'MEMBER', permissions = :permissions, onboarding = 'COMPLETED'
      WHERE id = :id AND org_id = :from AND onboarding = 'PENDING' AND status = 'ACTIVE'
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  AccountStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(Account account, String passwordHash, Instant now) {
    jdbc.sql(INSERT)
        .param("id", account.id())
        .param("org", account.organizationId())
        .param("email", account.email())
        .param("name", account.name())
        .param("role", account.role().name())
        .param("permissions", json.writeValueAsString(account.permissions()))
        .param("onboarding", account.onboarding().name())
        .param("hash", passwordHash)
        .param("now", Timestamps.format(now))
        .update();
  }

  Optional<Account> find(String id) {
    return jdbc.sql(BY_ID).param("id", id).query((row, _) -> account(row)).optional();
  }

  Optional<Account> find(String organizationId, String id) {
    return jdbc.sql(IN_ORGANIZATION)
        .param("org", organizationId)
        .param("id", id)
        .query((row, _) -> account(row))
        .optional();
  }

  Optional<Account> findByEmail(String email) {
    return jdbc.sql(BY_EMAIL).param("email", email).query((row, _) -> account(row)).optional();
  }

  Optional<String> passwordHash(String id) {
    return jdbc.sql(HASH).param("id", id).query(String.class).optional();
  }

  void setPasswordHash(String id, String hash) {
    jdbc.sql(SET_HASH).param("id", id).param("hash", hash).update();
  }

  /** Returns false if it is not the present one any more; empty stands for none. */
  boolean replacePasswordHash(String id, String present, String hash) {
    return jdbc.sql(REPLACE_HASH)
            .param("id", id)
            .param("present", present)
            .param("hash", hash)
            .update()
        == 1;
  }

  /** Returns false if there is none, or nothing else to sign in with. */
  boolean removePasswordHash(String organizationId, String id) {
    return jdbc.sql(REMOVE_HASH).param("org", organizationId).param("id", id).update() == 1;
  }

  void setEmail(String id, String email) {
    jdbc.sql(SET_EMAIL).param("id", id).param("email", email).update();
  }

  void setName(String organizationId, String id, String name) {
    jdbc.sql(SET_NAME).param("org", organizationId).param("id", id).param("name", name).update();
  }

  void setOnboarding(String organizationId, String id, Onboarding onboarding) {
    jdbc.sql(SET_ONBOARDING)
        .param("org", organizationId)
        .param("id", id)
        .param("onboarding", onboarding.name())
        .update();
  }

  boolean setPermissions(String organizationId, String id, Role role, UserPermissions permissions) {
    return jdbc.sql(SET_PERMISSIONS)
            .param("org", organizationId)
            .param("id", id)
            .param("role", role.name())
            .param("permissions", json.writeValueAsString(permissions))
            .update()
        == 1;
  }

  boolean move(String id, String from, String to, UserPermissions permissions) {
    return jdbc.sql(MOVE)
            .param("id", id)
            .param("from", from)
            .param("to", to)
            .param("permissions", json.writeValueAsString(permissions))
            .update()
        == 1;
  }

  private Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getString("id"),
        row.getString("org_id"),
        row.getString("email"),
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        json.readValue(row.getString("permissions"), UserPermissions.class),
        Onboarding.valueOf(row.getString("onboarding")));
  }
}
