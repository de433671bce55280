package dev.crow.notification.webhook;

import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of webhooks. */
@Repository
class WebhookStore {

  private static final String ADD =
      """
      INSERT INTO webhooks (id, org_id, url, description, types, enabled, secret, created_at, updated_at)
      SELECT :id, :org, :url, :description, :types, :enabled, :secret, :now, :now
      WHERE (SELECT count(*) FROM webhooks WHERE org_id = :org) < :most
      """;
  private static final String CHANGE =
      """
      UPDATE webhooks SET url = ?, description = ?, types = ?, enabled = ?, disabled_reason = NULL,
        failing_since = NULL, updated_at = ?
      WHERE org_id = ? AND id = ?
      """;
  private static final String ROTATE =
      """
      UPDATE webhooks SET old_secret = secret, old_until = ?, secret = ?, updated_at = ?
      WHERE org_id = ? AND id = ?
      """;
  private static final String FAILED =
      "UPDATE webhooks SET failing_since = coalesce(failing_since, ?) WHERE org_id = ? AND id = ?";
  private static final String SUCCEEDED =
      """
      UPDATE webhooks SET failing_since = NULL
      WHERE org_id = ? AND id = ? AND failing_since IS NOT NULL
      """;
  private static final String DISABLE =
      """
      UPDATE webhooks SET enabled = 0, disabled_reason = ?, updated_at = ?
      WHERE org_id = ? AND id = ? AND enabled = 1
      """;

  private final JdbcClient jdbc;

  WebhookStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Webhook> all(String organizationId) {
    return jdbc.sql("SELECT * FROM webhooks WHERE org_id = ? ORDER BY id")
        .param(organizationId)
        .query(WebhookStore::read)
        .list();
  }

  Optional<Webhook> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM webhooks WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(WebhookStore::read)
        .optional();
  }

  /** Returns false if there are enough. */
  boolean add(Webhook webhook, int most) {
    return jdbc.sql(ADD)
            .param("id", webhook.id())
            .param("org", webhook.organizationId())
            .param("url", webhook.url())
            .param("description", webhook.description())
            .param("types", String.join(" ", webhook.types()))
            .param("enabled", webhook.enabled() ? 1 : 0)
            .param("secret", webhook.secret())
            .param("now", Timestamps.format(webhook.createdAt()))
            .param("most", most)
            .update()
        == 1;
  }

  /** What failed before is forgiven. */
  void change(Webhook webhook, Instant now) {
    jdbc.sql(CHANGE)
        .params(
            webhook.url(),
            webhook.description(),
            String.join(" ", webhook.types()),
            webhook.enabled() ? 1 : 0,
            Timestamps.format(now),
            webhook.organizationId(),
            webhook.id())
        .update();
  }

  void rotate(Webhook webhook, String secret, Instant oldUntil, Instant now) {
    jdbc.sql(ROTATE)
        .params(
            Timestamps.format(oldUntil),
            secret,
            Timestamps.format(now),
            webhook.organizationId(),
            webhook.id())
        .update();
  }

  void failed(Webhook webhook, Instant now) {
    jdbc.sql(FAILED)
        .params(Timestamps.format(now), webhook.organizationId(), webhook.id())
        .update();
  }

  void succeeded(Webhook webhook) {
    jdbc.sql(SUCCEEDED).params(webhook.organizationId(), webhook.id()).update();
  }

  /** Returns false if it was off already. */
  boolean disable(Webhook webhook, String reason, Instant now) {
    return jdbc.sql(DISABLE)
            .params(reason, Timestamps.format(now), webhook.organizationId(), webhook.id())
            .update()
        == 1;
  }

  void delete(String organizationId, String id) {
    jdbc.sql(
            """
            DELETE FROM delivery_attempts WHERE org_id = :org AND delivery_id IN
              (SELECT id FROM deliveries WHERE org_id = :org AND webhook_id = :id)
            """)
        .param("org", organizationId)
        .param("id", id)
        .update();
    for (String sql :
        List.of(
            "DELETE FROM deliveries WHERE org_id = ? AND webhook_id = ?",
            "DELETE FROM webhooks WHERE org_id = ? AND id = ?")) {
      jdbc.sql(sql).params(organizationId, id).update();
    }
  }

  private static Webhook read(ResultSet row, int number) throws SQLException {
    return new Webhook(
        row.getString("id"),
        row.getString("org_id"),
        row.getString("url"),
        row.getString("description"),
        List.of(row.getString("types").split(" ", -1)),
        row.getBoolean("enabled"),
        row.getString("disabled_reason"),
        row.getString("secret"),
        row.getString("old_secret"),
        instant(row.getString("old_until")),
        instant(row.getString("failing_since")),
        Timestamps.parse(row.getString("created_at")),
        Timestamps.parse(row.getString("updated_at")));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Timestamps.parse(text);
  }
}
