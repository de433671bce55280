package dev.crow.auth.onboarding;

import dev.crow.relational.Timestamps;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The table of set-ups, one row for each founder. */
@Repository
class OnboardingStore {

  private static final String FIND =
      """
      SELECT drafts, version, completed_at FROM onboardings
      WHERE org_id = :org AND user_id = :user
      """;
  private static final String INSERT =
      """
      INSERT INTO onboardings (user_id, org_id, drafts, version, updated_at)
      VALUES (:user, :org, :drafts, 1, :now)
      ON CONFLICT DO NOTHING
      """;
  // Whoever read an older version changes nothing.
  private static final String UPDATE =
      """
      UPDATE onboardings
      SET drafts = :drafts, version = version + 1, updated_at = :now, completed_at = :completed
      WHERE org_id = :org AND user_id = :user AND version = :version AND completed_at IS NULL
      """;
  private static final String FOUND =
      """
      INSERT INTO organizations (id, name, created_at) VALUES (:id, :name, :now)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  OnboardingStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  Optional<OnboardingState> find(String organizationId, String userId) {
    return jdbc.sql(FIND)
        .param("org", organizationId)
        .param("user", userId)
        .query(
            (row, _) ->
                new OnboardingState(
                    row.getLong("version"),
                    (ObjectNode) json.readTree(row.getString("drafts")),
                    Optional.ofNullable(row.getString("completed_at"))
                        .map(Timestamps::parse)
                        .orElse(null)))
        .optional();
  }

  boolean save(String organizationId, String userId, OnboardingState state, Instant now) {
    String sql = state.version() == 0 ? INSERT : UPDATE;
    JdbcClient.StatementSpec statement =
        jdbc.sql(sql)
            .param("org", organizationId)
            .param("user", userId)
            .param("drafts", json.writeValueAsString(state.drafts()))
            .param("now", Timestamps.format(now));
    if (state.version() > 0) {
      Instant completed = state.completedAt();
      statement =
          statement
              .param("version", state.version())
              .param("completed", completed == null ? null : Timestamps.format(completed));
    }
    return statement.update() == 1;
  }

  /** API keys and invitations refer to this row. */
  void foundOrganization(String id, String name, Instant now) {
    jdbc.sql(FOUND)
        .param("id", id)
        .param("name", name)
        .param("now", Timestamps.format(now))
        .update();
  }
}
