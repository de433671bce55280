package dev.crow.organization.summary;

import dev.crow.relational.Timestamps;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of profiles. */
final class ProfileStore {

  private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  ProfileStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  Profile find(String organizationId) {
    return jdbc.sql("SELECT * FROM context_profiles WHERE org_id = ?")
        .param(organizationId)
        .query(
            (row, _) ->
                new Profile(
                    row.getString("about"),
                    row.getString("audience"),
                    row.getString("tone"),
                    json.readValue(row.getString("markets"), LIST)))
        .optional()
        .orElse(Profile.EMPTY);
  }

  void put(String organizationId, Profile profile) {
    jdbc.sql(
            """
            INSERT INTO context_profiles (org_id, about, audience, tone, markets, updated_at)
            SELECT :org, :about, :audience, :tone, :markets, :now
            WHERE NOT EXISTS (SELECT 1 FROM erased_organizations WHERE org_id = :org)
            ON CONFLICT (org_id) DO UPDATE SET about = excluded.about,
              audience = excluded.audience, tone = excluded.tone, markets = excluded.markets,
              updated_at = excluded.updated_at
            """)
        .param("org", organizationId)
        .param("about", profile.about())
        .param("audience", profile.audience())
        .param("tone", profile.tone())
        .param("markets", json.writeValueAsString(profile.markets()))
        .param("now", Timestamps.format(clock.instant()))
        .update();
  }

  long delete(String organizationId) {
    return jdbc.sql("DELETE FROM context_profiles WHERE org_id = ?").param(organizationId).update();
  }
}
