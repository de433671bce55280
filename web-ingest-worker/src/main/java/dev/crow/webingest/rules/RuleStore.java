package dev.crow.webingest.rules;

import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of schemas and settings. */
@Repository
class RuleStore {

  private static final String SELECT =
      """
      SELECT s.*, h.version IS NOT NULL AS current FROM event_schemas s
      LEFT JOIN current_schemas h
        ON h.org_id = s.org_id AND h.event = s.event AND h.version = s.version
      """;

  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  RuleStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Name and version of what events are judged by. */
  Map<String, Integer> currentVersions(String organizationId) {
    return jdbc
        .sql("SELECT event, version FROM current_schemas WHERE org_id = ?")
        .param(organizationId)
        .query((row, _) -> Map.entry(row.getString("event"), row.getInt("version")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  List<EventSchema> current(String organizationId) {
    return jdbc.sql(SELECT + " WHERE s.org_id = ? AND h.version IS NOT NULL ORDER BY s.event")
        .param(organizationId)
        .query(this::schema)
        .list();
  }

  List<EventSchema> versions(String organizationId, String event) {
    return jdbc.sql(SELECT + " WHERE s.org_id = ? AND s.event = ? ORDER BY s.version DESC")
        .params(organizationId, event)
        .query(this::schema)
        .list();
  }

  void insert(String organizationId, EventSchema schema) {
    jdbc.sql(
            """
            INSERT INTO event_schemas (org_id, event, version, schema, created_at, created_by)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        .params(
            organizationId,
            schema.event(),
            schema.version(),
            json.writeValueAsString(schema.schema()),
            Timestamps.format(schema.createdAt()),
            schema.createdBy())
        .update();
  }

  void makeCurrent(String organizationId, String event, int version) {
    jdbc.sql(
            """
            INSERT INTO current_schemas (org_id, event, version) VALUES (?, ?, ?)
            ON CONFLICT (org_id, event) DO UPDATE SET version = excluded.version
            """)
        .params(organizationId, event, version)
        .update();
  }

  boolean retire(String organizationId, String event) {
    return jdbc.sql("DELETE FROM current_schemas WHERE org_id = ? AND event = ?")
            .params(organizationId, event)
            .update()
        > 0;
  }

  Optional<Boolean> filtersBots(String organizationId) {
    return jdbc.sql("SELECT filter_bots FROM ingestion_settings WHERE org_id = ?")
        .param(organizationId)
        .query((row, _) -> row.getInt(1) == 1)
        .optional();
  }

  void filterBots(String organizationId, boolean filter, Instant now) {
    jdbc.sql(
            """
            INSERT INTO ingestion_settings (org_id, filter_bots, changed_at) VALUES (?, ?, ?)
            ON CONFLICT (org_id) DO UPDATE
              SET filter_bots = excluded.filter_bots, changed_at = excluded.changed_at
            """)
        .params(organizationId, filter ? 1 : 0, Timestamps.format(now))
        .update();
  }

  void deleteAll(String organizationId) {
    for (String table : List.of("event_schemas", "current_schemas", "ingestion_settings")) {
      jdbc.sql("DELETE FROM " + table + " WHERE org_id = ?").param(organizationId).update();
    }
  }

  private EventSchema schema(ResultSet row, int number) throws SQLException {
    return new EventSchema(
        row.getString("event"),
        row.getInt("version"),
        row.getInt("current") == 1,
        Timestamps.parse(row.getString("created_at")),
        row.getString("created_by"),
        json.readValue(row.getString("schema"), OBJECT));
  }
}
