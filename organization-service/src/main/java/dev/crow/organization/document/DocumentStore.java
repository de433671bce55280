package dev.crow.organization.document;

import dev.crow.organization.document.DocumentVersion.State;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of documents and their versions, as people and their calls change them. */
final class DocumentStore {

  private final JdbcClient jdbc;
  private final Clock clock;

  DocumentStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void insert(String organizationId, Document document) {
    jdbc.sql(
            """
            INSERT INTO context_documents (id, org_id, name, created_at, updated_at)
            SELECT :id, :org, :name, :created, :updated
            WHERE NOT EXISTS (SELECT 1 FROM erased_organizations WHERE org_id = :org)
            """)
        .param("id", document.id())
        .param("org", organizationId)
        .param("name", document.name())
        .param("created", Timestamps.format(document.createdAt()))
        .param("updated", Timestamps.format(document.updatedAt()))
        .update();
    insert(organizationId, document.id(), document.versions().getFirst());
  }

  void insert(String organizationId, String documentId, DocumentVersion version) {
    jdbc.sql(
            """
            INSERT INTO context_versions (document_id, version, org_id, media_type, bytes, state,
              step, touched_at, created_by, created_at)
            SELECT :document, :version, :org, :type, :bytes, :state, :step, :now, :by, :now
            WHERE NOT EXISTS (SELECT 1 FROM erased_organizations WHERE org_id = :org)
            """)
        .param("document", documentId)
        .param("version", version.version())
        .param("org", organizationId)
        .param("type", version.mediaType())
        .param("bytes", version.bytes())
        .param("state", version.state().name())
        .param("step", version.step())
        .param("by", version.createdBy())
        .param("now", Timestamps.format(version.createdAt()))
        .update();
  }

  void rename(String organizationId, String id, String name, Instant now) {
    jdbc.sql("UPDATE context_documents SET name = ?, updated_at = ? WHERE org_id = ? AND id = ?")
        .params(name, Timestamps.format(now), organizationId, id)
        .update();
  }

  long count(String organizationId) {
    return jdbc.sql("SELECT count(*) FROM context_documents WHERE org_id = ?")
        .param(organizationId)
        .query(Long.class)
        .single();
  }

  long countOpen(String organizationId) {
    return jdbc.sql(
            """
            SELECT count(*) FROM context_versions
            WHERE org_id = ? AND state IN ('UPLOADING', 'QUEUED', 'RUNNING')
            """)
        .param(organizationId)
        .query(Long.class)
        .single();
  }

  /** Every one of an organization, the newest first; there are some hundred at most. */
  List<Document> all(String organizationId) {
    List<Document> documents =
        jdbc.sql("SELECT * FROM context_documents WHERE org_id = ? ORDER BY id DESC")
            .param(organizationId)
            .query(DocumentStore::document)
            .list();
    Map<String, List<DocumentVersion>> versions = new HashMap<>();
    jdbc.sql("SELECT * FROM context_versions WHERE org_id = ? ORDER BY version DESC")
        .param(organizationId)
        .query(
            row -> {
              versions
                  .computeIfAbsent(row.getString("document_id"), _ -> new ArrayList<>())
                  .add(version(row, 0));
            });
    return documents.stream()
        .map(document -> document.with(versions.getOrDefault(document.id(), List.of())))
        .toList();
  }

  Optional<Document> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM context_documents WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(DocumentStore::document)
        .optional()
        .map(document -> document.with(versions(organizationId, id)));
  }

  private List<DocumentVersion> versions(String organizationId, String id) {
    return jdbc.sql(
            """
            SELECT * FROM context_versions WHERE org_id = ? AND document_id = ?
            ORDER BY version DESC
            """)
        .params(organizationId, id)
        .query(DocumentStore::version)
        .list();
  }

  /** Returns false if the version no longer waits for its file. */
  boolean queue(String organizationId, String id, int version) {
    return jdbc.sql(
                """
                UPDATE context_versions SET state = 'QUEUED', step = 'waiting', touched_at = ?
                WHERE org_id = ? AND document_id = ? AND version = ? AND state = 'UPLOADING'
                """)
            .params(Timestamps.format(clock.instant()), organizationId, id, version)
            .update()
        == 1;
  }

  /** Returns false if it has ended already. */
  boolean cancel(String organizationId, String id, int version) {
    return jdbc.sql(
                """
                UPDATE context_versions SET state = 'CANCELLED', finished_at = ?, owner = NULL,
                  lease_until = NULL
                WHERE org_id = ? AND document_id = ? AND version = ?
                  AND state IN ('UPLOADING', 'QUEUED', 'RUNNING')
                """)
            .params(Timestamps.format(clock.instant()), organizationId, id, version)
            .update()
        == 1;
  }

  void delete(String organizationId, String id) {
    for (String table :
        List.of("context_versions WHERE document_id", "context_documents WHERE id")) {
      jdbc.sql("DELETE FROM " + table + " = ? AND org_id = ?").params(id, organizationId).update();
    }
  }

  void delete(String organizationId, String id, int version) {
    jdbc.sql("DELETE FROM context_versions WHERE org_id = ? AND document_id = ? AND version = ?")
        .params(organizationId, id, version)
        .update();
  }

  long deleteAll(String organizationId) {
    long versions =
        jdbc.sql("DELETE FROM context_versions WHERE org_id = ?").param(organizationId).update();
    return versions
        + jdbc.sql("DELETE FROM context_documents WHERE org_id = ?").param(organizationId).update();
  }

  /** Forgets who sent something, not what. */
  long forgetActor(String organizationId, String actor, String somebody) {
    return jdbc.sql(
            "UPDATE context_versions SET created_by = ? WHERE org_id = ? AND created_by = ?")
        .params(somebody, organizationId, actor)
        .update();
  }

  /** Versions that were announced before a time, and never sent. */
  List<Abandoned> abandonedBefore(Instant time, int limit) {
    return jdbc.sql(
            """
            SELECT org_id, document_id, version FROM context_versions
            WHERE state = 'UPLOADING' AND touched_at < ? LIMIT ?
            """)
        .params(Timestamps.format(time), limit)
        .query(
            (row, _) ->
                new Abandoned(
                    row.getString("org_id"), row.getString("document_id"), row.getInt("version")))
        .list();
  }

  private static Document document(ResultSet row, int number) throws SQLException {
    return new Document(
        row.getString("id"),
        row.getString("name"),
        number(row, "current_version"),
        List.of(),
        Timestamps.parse(row.getString("created_at")),
        Timestamps.parse(row.getString("updated_at")));
  }

  private static DocumentVersion version(ResultSet row, int number) throws SQLException {
    return new DocumentVersion(
        row.getInt("version"),
        row.getString("media_type"),
        row.getLong("bytes"),
        State.valueOf(row.getString("state")),
        row.getString("step"),
        number(row, "total"),
        row.getInt("done"),
        row.getString("problem"),
        row.getString("detail"),
        row.getInt("attempts"),
        row.getString("created_by"),
        Timestamps.parse(row.getString("created_at")),
        time(row.getString("started_at")),
        time(row.getString("finished_at")));
  }

  private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? null : number;
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : Timestamps.parse(text);
  }

  /** A place for a file that nobody filled. */
  record Abandoned(String organizationId, String documentId, int version) {}
}
