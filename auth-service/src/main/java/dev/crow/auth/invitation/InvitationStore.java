package dev.crow.auth.invitation;

import dev.crow.auth.invitation.Invitation.Status;
import dev.crow.contracts.identity.v1.UserPermissions;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table of invitations. */
@Repository
class InvitationStore {

  private static final String COLUMNS =
      """
      SELECT id, org_id, email, invited_by, permissions, status, created_at, expires_at
      FROM invitations
      """;
  private static final String INSERT =
      """
      INSERT INTO invitations
        (id, org_id, email, invited_by, permissions, token_hash, status, created_at, expires_at)
      VALUES (:id, :org, :email, :by, :permissions, :hash, 'PENDING', :now, :expires)
      """;
  private static final String LIST =
      COLUMNS + "WHERE org_id = :org ORDER BY created_at DESC, id DESC LIMIT :limit";
  private static final String FIND = COLUMNS + "WHERE org_id = :org AND id = :id";
  private static final String BY_HASH = COLUMNS + "WHERE token_hash = :hash";
  // The newest counts, if somebody is awaited in several places.
  private static final String OPEN_FOR =
      COLUMNS
          + """
          WHERE email = :email AND status = 'PENDING' AND expires_at > :now
          ORDER BY created_at DESC, id DESC
          """;
  private static final String RENEW =
      """
      UPDATE invitations SET token_hash = :hash, expires_at = :expires
      WHERE org_id = :org AND id = :id AND status = 'PENDING'
      """;
  private static final String SETTLE =
      """
      UPDATE invitations SET status = :status
      WHERE org_id = :org AND id = :id AND status = 'PENDING'
      """;
  private static final String NAME = "SELECT name FROM organizations WHERE id = :id";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  InvitationStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(Invitation invitation, String tokenHash) {
    jdbc.sql(INSERT)
        .param("id", invitation.id())
        .param("org", invitation.organizationId())
        .param("email", invitation.email())
        .param("by", invitation.invitedBy())
        .param("permissions", json.writeValueAsString(invitation.permissions()))
        .param("hash", tokenHash)
        .param("now", Timestamps.format(invitation.createdAt()))
        .param("expires", Timestamps.format(invitation.expiresAt()))
        .update();
  }

  List<Invitation> list(String organizationId, int limit) {
    return jdbc.sql(LIST)
        .param("org", organizationId)
        .param("limit", limit)
        .query((row, _) -> invitation(row))
        .list();
  }

  Optional<Invitation> find(String organizationId, String id) {
    return jdbc.sql(FIND)
        .param("org", organizationId)
        .param("id", id)
        .query((row, _) -> invitation(row))
        .optional();
  }

  Optional<Invitation> findByTokenHash(String hash) {
    return jdbc.sql(BY_HASH).param("hash", hash).query((row, _) -> invitation(row)).optional();
  }

  List<Invitation> openFor(String email, Instant now) {
    return jdbc.sql(OPEN_FOR)
        .param("email", email)
        .param("now", Timestamps.format(now))
        .query((row, _) -> invitation(row))
        .list();
  }

  boolean renew(String organizationId, String id, String tokenHash, Instant expires) {
    return jdbc.sql(RENEW)
            .param("org", organizationId)
            .param("id", id)
            .param("hash", tokenHash)
            .param("expires", Timestamps.format(expires))
            .update()
        == 1;
  }

  /** Returns whether this call ended it; of many at once that is one. */
  boolean settle(String organizationId, String id, Status status) {
    return jdbc.sql(SETTLE)
            .param("org", organizationId)
            .param("id", id)
            .param("status", status.name())
            .update()
        == 1;
  }

  String organizationName(String organizationId) {
    return jdbc.sql(NAME)
        .param("id", organizationId)
        .query(String.class)
        .optional()
        .orElse("their organization");
  }

  private Invitation invitation(ResultSet row) throws SQLException {
    return new Invitation(
        row.getString("id"),
        row.getString("org_id"),
        row.getString("email"),
        row.getString("invited_by"),
        json.readValue(row.getString("permissions"), UserPermissions.class),
        Status.valueOf(row.getString("status")),
        Timestamps.parse(row.getString("created_at")),
        Timestamps.parse(row.getString("expires_at")));
  }
}
