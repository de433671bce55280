package dev.crow.organization.knowledge;

import dev.crow.organization.knowledge.Chunk.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of pieces. A version's pieces are there before they are in the index, and are noted as
 * forgotten when they go: so whatever the index holds can be taken out of it again.
 */
final class ChunkStore {

  private static final String FORGET =
      """
      INSERT INTO context_forgotten (org_id, id)
      SELECT org_id, source || ':' || version || ':' || position FROM context_chunks
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ChunkStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** All of one source and version, at most some hundred. Those that are there stay. */
  void insert(List<Chunk> chunks) {
    if (chunks.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO context_chunks (org_id, source, version, position, kind, title, heading,
              page, content)
            SELECT :org, :source, :version, value ->> 'position', value ->> 'kind',
              value ->> 'title', value ->> 'heading', value ->> 'page', value ->> 'text'
            FROM json_each(:chunks) WHERE true
            ON CONFLICT DO NOTHING
            """)
        .param("org", chunks.getFirst().organizationId())
        .param("source", chunks.getFirst().source())
        .param("version", chunks.getFirst().version())
        .param("chunks", json.writeValueAsString(chunks))
        .update();
  }

  /** Pieces of one version from a position on, in order. */
  List<Chunk> from(String organizationId, String source, int version, long position, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM context_chunks
            WHERE org_id = ? AND source = ? AND version = ? AND position >= ?
            ORDER BY position LIMIT ?
            """)
        .params(organizationId, source, version, position, limit)
        .query(ChunkStore::chunk)
        .list();
  }

  List<Chunk> current(String organizationId, String source) {
    return jdbc.sql(
            """
            SELECT * FROM context_chunks WHERE org_id = ? AND source = ? AND is_current = 1
            ORDER BY position
            """)
        .params(organizationId, source)
        .query(ChunkStore::chunk)
        .list();
  }

  /** Those of the ids that are to be found. */
  List<Chunk> findCurrent(String organizationId, Collection<String> ids) {
    return find(organizationId, ids, "AND c.is_current = 1");
  }

  /** Those of the ids that are there. */
  List<Chunk> find(String organizationId, Collection<String> ids) {
    return find(organizationId, ids, "");
  }

  private List<Chunk> find(String organizationId, Collection<String> ids, String more) {
    return jdbc.sql(
            """
            SELECT c.* FROM json_each(:places) wanted
            CROSS JOIN context_chunks c ON c.org_id = :org AND c.source = wanted.value ->> 'source'
              AND c.version = wanted.value ->> 'version'
              AND c.position = wanted.value ->> 'position'
            WHERE true\s"""
                + more)
        .param("org", organizationId)
        .param(
            "places",
            json.writeValueAsString(
                ids.stream().map(id -> Place.ofId(organizationId, id)).toList()))
        .query(ChunkStore::chunk)
        .list();
  }

  /** Lets one version be found, and no older one. */
  void publish(String organizationId, String source, int version) {
    String older = "WHERE org_id = ? AND source = ? AND version < ?";
    jdbc.sql(FORGET + older + " ON CONFLICT DO NOTHING")
        .params(organizationId, source, version)
        .update();
    jdbc.sql("DELETE FROM context_chunks " + older)
        .params(organizationId, source, version)
        .update();
    jdbc.sql(
            "UPDATE context_chunks SET is_current = 1"
                + " WHERE org_id = ? AND source = ? AND version = ?")
        .params(organizationId, source, version)
        .update();
  }

  void forget(String organizationId, String source, int version) {
    String these = "WHERE org_id = ? AND source = ? AND version = ?";
    jdbc.sql(FORGET + these + " ON CONFLICT DO NOTHING")
        .params(organizationId, source, version)
        .update();
    jdbc.sql("DELETE FROM context_chunks " + these)
        .params(organizationId, source, version)
        .update();
  }

  void forget(String organizationId, String source) {
    String these = "WHERE org_id = ? AND source = ?";
    jdbc.sql(FORGET + these + " ON CONFLICT DO NOTHING").params(organizationId, source).update();
    jdbc.sql("DELETE FROM context_chunks " + these).params(organizationId, source).update();
  }

  long forgetAll(String organizationId) {
    jdbc.sql(FORGET + "WHERE org_id = ? ON CONFLICT DO NOTHING").param(organizationId).update();
    return jdbc.sql("DELETE FROM context_chunks WHERE org_id = ?").param(organizationId).update();
  }

  long countCurrent(String organizationId) {
    return jdbc.sql("SELECT count(*) FROM context_chunks WHERE org_id = ? AND is_current = 1")
        .param(organizationId)
        .query(Long.class)
        .single();
  }

  /** The next pieces of all organizations, in an order that never changes. */
  List<Chunk> after(Place place, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM context_chunks
            WHERE (org_id, source, version, position) > (?, ?, ?, ?)
            ORDER BY org_id, source, version, position LIMIT ?
            """)
        .params(place.organizationId(), place.source(), place.version(), place.position(), limit)
        .query(ChunkStore::chunk)
        .list();
  }

  List<Forgotten> forgotten(int limit) {
    return jdbc.sql("SELECT org_id, id FROM context_forgotten LIMIT ?")
        .param(limit)
        .query((row, _) -> new Forgotten(row.getString("org_id"), row.getString("id")))
        .list();
  }

  void done(Collection<Forgotten> forgotten) {
    jdbc.sql(
            """
            DELETE FROM context_forgotten WHERE (org_id, id) IN
              (SELECT value ->> 'organizationId', value ->> 'id' FROM json_each(?))
            """)
        .param(json.writeValueAsString(forgotten))
        .update();
  }

  private static Chunk chunk(ResultSet row, int number) throws SQLException {
    int page = row.getInt("page");
    Integer known = row.wasNull() ? null : page;
    return new Chunk(
        row.getString("org_id"),
        Kind.valueOf(row.getString("kind")),
        row.getString("source"),
        row.getInt("version"),
        row.getInt("position"),
        row.getString("title"),
        row.getString("heading"),
        known,
        row.getString("content"));
  }

  /** A piece that must not be found any more. */
  record Forgotten(String organizationId, String id) {}

  /** Where a piece stands among all. */
  record Place(String organizationId, String source, int version, int position) {

    private static final Place FIRST = new Place("", "", 0, 0);
    private static final String DIVIDER = "|";

    static Place of(Chunk chunk) {
      return new Place(chunk.organizationId(), chunk.source(), chunk.version(), chunk.position());
    }

    static Place ofId(String organizationId, String id) {
      String[] parts = id.split(":", 3);
      return new Place(
          organizationId, parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    static Place parse(@Nullable String cursor) {
      if (cursor == null) {
        return FIRST;
      }
      String[] parts = cursor.split("\\|", 4);
      return new Place(parts[0], parts[1], Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
    }

    String cursor() {
      return String.join(
          DIVIDER, organizationId, source, Integer.toString(version), Integer.toString(position));
    }
  }
}
