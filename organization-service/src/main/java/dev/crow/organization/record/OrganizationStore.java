package dev.crow.organization.record;

import dev.crow.relational.Timestamps;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table of organizations. */
@Repository
class OrganizationStore {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  OrganizationStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(Organization organization, Instant now) {
    jdbc.sql(
            """
            INSERT INTO organizations (id, org_id, name, industry, size, retention, created_at,
              updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .param(organization.id())
        .param(organization.id())
        .param(organization.name())
        .param(organization.industry())
        .param(organization.size())
        .param(json.writeValueAsString(organization.retention()))
        .param(Timestamps.format(organization.createdAt()))
        .param(Timestamps.format(now))
        .update();
  }

  Optional<Organization> find(String organizationId) {
    return jdbc.sql("SELECT * FROM organizations WHERE org_id = ?")
        .param(organizationId)
        .query(
            (row, _) ->
                new Organization(
                    row.getString("id"),
                    row.getString("name"),
                    row.getString("logo"),
                    row.getString("industry"),
                    row.getString("size"),
                    row.getString("website"),
                    json.readValue(row.getString("settings"), Settings.class),
                    json.readValue(row.getString("retention"), Retention.class),
                    row.getLong("version"),
                    Timestamps.parse(row.getString("created_at"))))
        .optional();
  }

  /** Returns false if the version before is no longer there. */
  boolean save(Organization organization, Instant now) {
    return jdbc.sql(
                """
                UPDATE organizations SET name = ?, logo = ?, industry = ?, size = ?, website = ?,
                  settings = ?, retention = ?, version = ?, updated_at = ?
                WHERE org_id = ? AND version = ?
                """)
            .param(organization.name())
            .param(organization.logo())
            .param(organization.industry())
            .param(organization.size())
            .param(organization.website())
            .param(json.writeValueAsString(organization.settings()))
            .param(json.writeValueAsString(organization.retention()))
            .param(organization.version())
            .param(Timestamps.format(now))
            .param(organization.id())
            .param(organization.version() - 1)
            .update()
        == 1;
  }

  long delete(String organizationId) {
    return jdbc.sql("DELETE FROM organizations WHERE org_id = ?").param(organizationId).update();
  }
}
