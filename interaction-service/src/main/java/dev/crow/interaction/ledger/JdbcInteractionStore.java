package dev.crow.interaction.ledger;

import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Interactions in the service's own database. */
final class JdbcInteractionStore implements InteractionStore {

  private static final String SAVE =
      """
      INSERT INTO interactions (id, org_id, session_id, source, run, version, description, products,
        outcome, confidence, generator, event_count, started_at, ended_at, created_at, metadata,
        vector_id)
      SELECT :id, :org, :session, :source, :run, :version, :description, :products,
        :outcome, :confidence, :generator, :events, :started, :ended, :created, :metadata, :id
      WHERE NOT EXISTS (
        SELECT 1 FROM archived_interactions WHERE id = :id AND version >= :version)
      ON CONFLICT (id) DO UPDATE SET version = excluded.version,
        description = excluded.description, products = excluded.products,
        outcome = excluded.outcome, confidence = excluded.confidence,
        generator = excluded.generator, event_count = excluded.event_count,
        started_at = excluded.started_at, ended_at = excluded.ended_at,
        created_at = excluded.created_at, metadata = excluded.metadata
      WHERE excluded.version > interactions.version
      """;
  private static final String FORGET_PRODUCTS =
      "DELETE FROM interaction_products WHERE interaction_id = ?";
  private static final String ADD_PRODUCT =
      """
      INSERT INTO interaction_products (org_id, product_id, interaction_id) VALUES (?, ?, ?)
      ON CONFLICT DO NOTHING
      """;
  private static final String TOTALS =
      """
      SELECT count(*) AS interactions, coalesce(sum(event_count), 0) AS events FROM (
        SELECT event_count FROM interactions WHERE org_id = :org
        UNION ALL SELECT event_count FROM archived_interactions WHERE org_id = :org)
      """;

  private static final String OF_VISITOR =
      """
       AND (json_extract(metadata, '$.context.anonymousId') = :visitor
         OR json_extract(metadata, '$.context.userId') = :visitor)
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ArchiveReader archived;

  JdbcInteractionStore(JdbcClient jdbc, JsonMapper json, ArchiveReader archived) {
    this.jdbc = jdbc;
    this.json = json;
    this.archived = archived;
  }

  @Override
  public boolean save(Interaction interaction) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", interaction.id());
    values.put("org", interaction.organizationId());
    values.put("session", interaction.sessionId());
    values.put("source", interaction.source());
    values.put("run", interaction.run());
    values.put("version", interaction.version());
    values.put("description", interaction.description());
    values.put("products", json.writeValueAsString(interaction.productIds()));
    values.put("outcome", interaction.outcome());
    values.put("confidence", interaction.confidence());
    values.put("generator", interaction.generator());
    values.put("events", interaction.eventCount());
    values.put("started", Timestamps.format(interaction.startedAt()));
    values.put("ended", Timestamps.format(interaction.endedAt()));
    values.put("created", Timestamps.format(interaction.createdAt()));
    values.put("metadata", json.writeValueAsString(interaction.details()));
    if (jdbc.sql(SAVE).params(values).update() == 0) {
      return false;
    }
    jdbc.sql(FORGET_PRODUCTS).param(interaction.id()).update();
    interaction
        .productIds()
        .forEach(
            product ->
                jdbc.sql(ADD_PRODUCT)
                    .params(interaction.organizationId(), product, interaction.id())
                    .update());
    return true;
  }

  @Override
  public boolean retell(Interaction interaction) {
    return jdbc.sql(
                """
                UPDATE interactions SET description = :description, confidence = :confidence,
                  generator = :generator, metadata = :metadata
                WHERE id = :id AND org_id = :org AND version = :version
                """)
            .param("description", interaction.description())
            .param("confidence", interaction.confidence())
            .param("generator", interaction.generator())
            .param("metadata", json.writeValueAsString(interaction.details()))
            .param("id", interaction.id())
            .param("org", interaction.organizationId())
            .param("version", interaction.version())
            .update()
        == 1;
  }

  @Override
  public Optional<Interaction> find(String organizationId, String id) {
    return findAll(organizationId, List.of(id)).stream().findFirst();
  }

  @Override
  public List<Interaction> findAll(String organizationId, Collection<String> ids) {
    return ids.isEmpty() ? List.of() : read(organizationId, PageSql.of(organizationId, ids, json));
  }

  @Override
  public List<Interaction> page(InteractionQuery query) {
    return read(query.organizationId(), PageSql.of(query));
  }

  @Override
  public long count(InteractionQuery query) {
    PageSql sql = PageSql.count(query);
    return jdbc.sql(sql.text()).params(sql.values()).query(Long.class).single();
  }

  private List<Interaction> read(String organizationId, PageSql sql) {
    List<Located> places = locate(sql);
    return archived.fill(places, ids -> locate(PageSql.of(organizationId, ids, json)));
  }

  @Override
  public Totals totals(String organizationId) {
    return jdbc.sql(TOTALS)
        .param("org", organizationId)
        .query((row, _) -> new Totals(row.getLong("interactions"), row.getLong("events")))
        .single();
  }

  @Override
  public List<Interaction> after(
      String organizationId, @Nullable String visitorId, String afterId, int limit) {
    String sql =
        "SELECT * FROM interactions WHERE org_id = :org AND id > :after"
            + (visitorId == null ? "" : OF_VISITOR)
            + " ORDER BY id LIMIT :limit";
    Map<String, Object> values = new HashMap<>();
    values.put("org", organizationId);
    values.put("after", afterId);
    values.put("limit", limit);
    if (visitorId != null) {
      values.put("visitor", visitorId);
    }
    return jdbc.sql(sql).params(values).query(this::interaction).list();
  }

  @Override
  public List<Interaction> afterOfAll(String afterId, int limit) {
    return jdbc.sql("SELECT * FROM interactions WHERE id > ? ORDER BY id LIMIT ?")
        .params(afterId, limit)
        .query(this::interaction)
        .list();
  }

  @Override
  public long deleteVisitor(String organizationId, String visitorId) {
    return jdbc.sql("DELETE FROM interactions WHERE org_id = :org" + OF_VISITOR)
        .param("org", organizationId)
        .param("visitor", visitorId)
        .update();
  }

  @Override
  public long deleteAll(String organizationId) {
    return jdbc.sql("DELETE FROM interactions WHERE org_id = ?").param(organizationId).update();
  }

  @Override
  public List<Interaction> oldest(String organizationId, Instant before, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM interactions WHERE org_id = ? AND started_at < ?
            ORDER BY started_at, id LIMIT ?
            """)
        .params(organizationId, Timestamps.format(before), limit)
        .query(this::interaction)
        .list();
  }

  @Override
  public long countBefore(String organizationId, Instant before) {
    return jdbc.sql("SELECT count(*) FROM interactions WHERE org_id = ? AND started_at < ?")
        .params(organizationId, Timestamps.format(before))
        .query(Long.class)
        .single();
  }

  @Override
  public void deleteAll(String organizationId, String idsAsJson) {
    jdbc.sql(
            """
            DELETE FROM interactions
            WHERE org_id = ? AND id IN (SELECT value FROM json_each(?))
            """)
        .params(organizationId, idsAsJson)
        .update();
  }

  private List<Located> locate(PageSql sql) {
    return jdbc.sql(sql.text()).params(sql.values()).query(this::located).list();
  }

  private Located located(ResultSet row, int number) throws SQLException {
    String segment = row.getString("segment_id");
    return segment == null
        ? new Located.Row(interaction(row, number))
        : new Located.InFile(
            row.getString("id"),
            new ArchiveSegment(
                segment,
                row.getString("org_id"),
                Timestamps.parse(row.getString("started_at")).atZone(ZoneOffset.UTC).getYear()),
            row.getInt("line"));
  }

  private Interaction interaction(ResultSet row, int number) throws SQLException {
    return new Interaction(
        row.getString("id"),
        row.getString("org_id"),
        row.getString("source"),
        row.getString("session_id"),
        row.getInt("run"),
        row.getInt("version"),
        row.getString("description"),
        row.getString("outcome"),
        row.getDouble("confidence"),
        row.getString("generator"),
        row.getInt("event_count"),
        Timestamps.parse(row.getString("started_at")),
        Timestamps.parse(row.getString("ended_at")),
        Timestamps.parse(row.getString("created_at")),
        json.readValue(row.getString("metadata"), InteractionDetails.class));
  }
}
