package dev.crow.notification.feed;

import dev.crow.notification.preference.Category;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of notifications. */
@Repository
public class Notifications {

  private static final String ADD =
      """
      INSERT INTO notifications
        (id, org_id, user_id, type, category, title, content, metadata, about, in_app, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;
  private static final String PAGE =
      """
      SELECT * FROM notifications
      WHERE org_id = :org AND user_id = :user AND in_app = 1 AND seq < :before
        AND (:unread = 0 OR read_at IS NULL) AND (:category IS NULL OR category = :category)
      ORDER BY seq DESC LIMIT :limit
      """;
  private static final String UNREAD =
      """
      SELECT count(*) FROM notifications
      WHERE org_id = ? AND user_id = ? AND read_at IS NULL AND in_app = 1
      """;
  private static final String ONE =
      "SELECT * FROM notifications WHERE org_id = ? AND user_id = ? AND id = ? AND in_app = 1";
  private static final String MARK =
      """
      UPDATE notifications SET read_at = CASE WHEN :read = 0 THEN NULL ELSE coalesce(read_at, :now) END
      WHERE org_id = :org AND user_id = :user AND id = :id
      """;
  private static final String MARK_ALL =
      """
      UPDATE notifications SET read_at = ?
      WHERE org_id = ? AND user_id = ? AND read_at IS NULL AND in_app = 1 AND seq <= ?
      """;
  private static final String SINCE =
      """
      SELECT * FROM notifications WHERE org_id = ? AND user_id = ? AND seq > ? ORDER BY seq LIMIT ?
      """;
  private static final TypeReference<Map<String, String>> METADATA = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Notifications(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * @param one whose id may be there already; then nothing happens
   */
  public void add(Notification one) {
    jdbc.sql(ADD)
        .params(
            one.id(),
            one.organizationId(),
            one.userId(),
            one.type(),
            one.category().name(),
            one.title(),
            one.content(),
            json.writeValueAsString(one.metadata()))
        .param(one.metadata().get("about"))
        .params(one.inApp() ? 1 : 0, Timestamps.format(one.createdAt()))
        .update();
  }

  List<Notification> page(
      Reader reader, boolean unread, @Nullable Category category, long before, int limit) {
    return jdbc.sql(PAGE)
        .param("org", reader.organizationId())
        .param("user", reader.userId())
        .param("before", before)
        .param("unread", unread ? 1 : 0)
        .param("category", category == null ? null : category.name())
        .param("limit", limit)
        .query(this::read)
        .list();
  }

  int unread(Reader reader) {
    return jdbc.sql(UNREAD)
        .params(reader.organizationId(), reader.userId())
        .query(Integer.class)
        .single();
  }

  Optional<Notification> find(Reader reader, String id) {
    return jdbc.sql(ONE)
        .params(reader.organizationId(), reader.userId(), id)
        .query(this::read)
        .optional();
  }

  void mark(Reader reader, String id, boolean read, Instant now) {
    jdbc.sql(MARK)
        .param("read", read ? 1 : 0)
        .param("now", Timestamps.format(now))
        .param("org", reader.organizationId())
        .param("user", reader.userId())
        .param("id", id)
        .update();
  }

  void markAll(Reader reader, long upTo, Instant now) {
    jdbc.sql(MARK_ALL)
        .params(Timestamps.format(now), reader.organizationId(), reader.userId(), upTo)
        .update();
  }

  void delete(Reader reader, String id) {
    jdbc.sql("DELETE FROM notifications WHERE org_id = ? AND user_id = ? AND id = ?")
        .params(reader.organizationId(), reader.userId(), id)
        .update();
  }

  /**
   * @param organizationId whose
   * @param userId who was told
   * @param seq of the last one that is known
   * @param limit at most so many
   * @return what came after it, for the application or not, in order
   */
  public List<Notification> since(String organizationId, String userId, long seq, int limit) {
    return jdbc.sql(SINCE).params(organizationId, userId, seq, limit).query(this::read).list();
  }

  /** Of everybody, for who waits for theirs. */
  List<Notification> afterAll(long seq, int limit) {
    return jdbc.sql("SELECT * FROM notifications WHERE seq > ? AND in_app = 1 ORDER BY seq LIMIT ?")
        .params(seq, limit)
        .query(this::read)
        .list();
  }

  /**
   * @return the place of the newest notification of anybody; 0 if there is none
   */
  public long last() {
    return jdbc.sql("SELECT coalesce(max(seq), 0) FROM notifications").query(Long.class).single();
  }

  int deleteOlder(Instant than) {
    return jdbc.sql("DELETE FROM notifications WHERE created_at < ?")
        .param(Timestamps.format(than))
        .update();
  }

  private Notification read(ResultSet row, int number) throws SQLException {
    String readAt = row.getString("read_at");
    return new Notification(
        row.getLong("seq"),
        row.getString("id"),
        row.getString("org_id"),
        row.getString("user_id"),
        row.getString("type"),
        Category.valueOf(row.getString("category")),
        row.getString("title"),
        row.getString("content"),
        json.readValue(row.getString("metadata"), METADATA),
        row.getBoolean("in_app"),
        readAt == null ? null : Timestamps.parse(readAt),
        Timestamps.parse(row.getString("created_at")));
  }
}
