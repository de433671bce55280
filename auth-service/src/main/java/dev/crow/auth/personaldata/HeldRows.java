package dev.crow.auth.personaldata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whatever the tables hold on a person or an organization. */
@Repository
class HeldRows {

  private static final String USERS = "SELECT id FROM accounts WHERE org_id = :org ORDER BY id";

  // Somebody who asked to change to an address does not own it until its link was opened; an
  // address they gave up may be somebody else's by now.
  private static final String ADDRESSES =
      """
      SELECT email FROM accounts WHERE org_id = :org AND id = :user AND status = 'ACTIVE'
      UNION
      SELECT email FROM mailed_tokens
      WHERE subject = :user AND used_at IS NOT NULL
        AND email NOT IN (SELECT email FROM accounts WHERE id <> :user)
      """;
  private static final String INVITED =
      """
      SELECT DISTINCT email FROM invitations
      WHERE org_id = :org AND email NOT IN (SELECT email FROM accounts WHERE org_id <> :org)
      """;
  private static final String SIGN_UPS = "DELETE FROM sign_ups WHERE email = :email";
  private static final String TOKENS_TO = "DELETE FROM mailed_tokens WHERE email = :email";
  // What other organizations sent to the same address is theirs.
  private static final String INVITATIONS_TO =
      "DELETE FROM invitations WHERE org_id = :org AND email = :email";

  /** In an order that leaves no row without the one it refers to. */
  private static final Map<String, List<String>> OF_PERSON = ofPerson();

  private static final String ACTIVE_KEYS =
      "SELECT id FROM api_keys WHERE org_id = :org AND revoked_at IS NULL";

  private static final String ACCOUNT =
      """
      SELECT id, org_id AS organizationId, email, name, role, status, permissions, onboarding,
        created_at AS createdAt
      FROM accounts WHERE org_id = :org AND id = :user
      """;
  private static final String SESSIONS =
      """
      SELECT user_agent AS userAgent, network, created_at AS createdAt, last_seen AS lastSeen,
        expires_at AS expiresAt, ended_at AS endedAt
      FROM sessions WHERE org_id = :org AND user_id = :user ORDER BY created_at
      """;
  private static final String INVITATIONS =
      """
      SELECT org_id AS organizationId, email, invited_by AS invitedBy, permissions, status,
        created_at AS createdAt, expires_at AS expiresAt
      FROM invitations
      WHERE org_id = :org AND (invited_by = :user
        OR email = (SELECT email FROM accounts WHERE org_id = :org AND id = :user))
      ORDER BY created_at
      """;
  private static final String FACTOR =
      """
      SELECT confirmed_at AS confirmedAt,
        (SELECT count(*) FROM recovery_codes r WHERE r.user_id = c.user_id) AS recoveryCodesLeft
      FROM one_time_codes c WHERE user_id = :user
      """;
  private static final String PASSKEYS =
      """
      SELECT name, backed_up AS backedUp, transports, created_at AS createdAt,
        last_used AS lastUsed
      FROM passkeys WHERE org_id = :org AND user_id = :user ORDER BY created_at
      """;
  private static final String ONBOARDING =
      """
      SELECT drafts, updated_at AS updatedAt, completed_at AS completedAt
      FROM onboardings WHERE user_id = :user
      """;
  private static final String ORGANIZATION =
      "SELECT id, name, created_at AS createdAt FROM organizations WHERE id = :org";
  private static final String KEYS =
      """
      SELECT id, kind, name, permissions, allowed_origins AS allowedOrigins,
        daily_cap AS dailyCap, created_at AS createdAt, created_by AS createdBy,
        expires_at AS expiresAt, revoked_at AS revokedAt, last_used AS lastUsed
      FROM api_keys WHERE org_id = :org ORDER BY created_at, id
      """;

  private final JdbcClient jdbc;

  HeldRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private static Map<String, List<String>> ofPerson() {
    Map<String, List<String>> statements = new LinkedHashMap<>();
    statements.put("sessions", List.of("DELETE FROM sessions WHERE user_id = :user"));
    statements.put("invitations", List.of("DELETE FROM invitations WHERE invited_by = :user"));
    statements.put(
        "secrets",
        List.of(
            "DELETE FROM sign_in_challenges WHERE user_id = :user",
            "DELETE FROM recovery_codes WHERE user_id = :user",
            "DELETE FROM one_time_codes WHERE user_id = :user",
            "DELETE FROM passkeys WHERE user_id = :user",
            "DELETE FROM passkey_challenges WHERE user_id = :user",
            "DELETE FROM mailed_tokens WHERE subject = :user"));
    statements.put("drafts", List.of("DELETE FROM onboardings WHERE user_id = :user"));
    statements.put("accounts", List.of("DELETE FROM accounts WHERE id = :user"));
    return statements;
  }

  List<String> users(String organizationId) {
    return jdbc.sql(USERS).param("org", organizationId).query(String.class).list();
  }

  List<String> addressesOf(String organizationId, String userId) {
    return jdbc.sql(ADDRESSES)
        .param("org", organizationId)
        .param("user", userId)
        .query(String.class)
        .list();
  }

  /** Whom only this organization knows of. */
  List<String> invitedBy(String organizationId) {
    return jdbc.sql(INVITED).param("org", organizationId).query(String.class).list();
  }

  List<String> activeKeys(String organizationId) {
    return jdbc.sql(ACTIVE_KEYS).param("org", organizationId).query(String.class).list();
  }

  /** The person is one of that organization's. */
  Map<String, Long> erasePerson(String organizationId, String userId, List<String> addresses) {
    Map<String, Long> erased = new LinkedHashMap<>();
    for (String address : addresses) {
      count(
          erased,
          "invitations",
          jdbc.sql(INVITATIONS_TO).param("org", organizationId).param("email", address).update());
      count(erased, "sign-ups", delete(SIGN_UPS, "email", address));
      count(erased, "secrets", delete(TOKENS_TO, "email", address));
    }
    OF_PERSON.forEach(
        (sort, statements) ->
            statements.forEach(sql -> count(erased, sort, delete(sql, "user", userId))));
    return erased;
  }

  Map<String, Long> eraseOrganization(String organizationId) {
    Map<String, Long> erased = new LinkedHashMap<>();
    count(
        erased,
        "invitations",
        delete("DELETE FROM invitations WHERE org_id = :org", "org", organizationId));
    count(
        erased, "keys", delete("DELETE FROM api_keys WHERE org_id = :org", "org", organizationId));
    count(
        erased,
        "organizations",
        delete("DELETE FROM organizations WHERE id = :org", "org", organizationId));
    return erased;
  }

  /** Without hashes and secrets. */
  Map<String, Object> person(String organizationId, String userId) {
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("account", of(ACCOUNT, organizationId, userId));
    person.put("sessions", of(SESSIONS, organizationId, userId));
    person.put("invitations", of(INVITATIONS, organizationId, userId));
    person.put("secondFactor", jdbc.sql(FACTOR).param("user", userId).query().listOfRows());
    person.put("passkeys", of(PASSKEYS, organizationId, userId));
    person.put("onboarding", jdbc.sql(ONBOARDING).param("user", userId).query().listOfRows());
    return person;
  }

  /** Without hashes. */
  Map<String, Object> organization(String organizationId) {
    return Map.of(
        "organization",
        jdbc.sql(ORGANIZATION).param("org", organizationId).query().listOfRows(),
        "keys",
        jdbc.sql(KEYS).param("org", organizationId).query().listOfRows());
  }

  private List<Map<String, @Nullable Object>> of(String sql, String organizationId, String userId) {
    return jdbc.sql(sql).param("org", organizationId).param("user", userId).query().listOfRows();
  }

  private long delete(String sql, String parameter, String value) {
    return jdbc.sql(sql).param(parameter, value).update();
  }

  private static void count(Map<String, Long> erased, String sort, long rows) {
    erased.merge(sort, rows, Long::sum);
  }
}
