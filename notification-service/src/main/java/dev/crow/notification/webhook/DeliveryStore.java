package dev.crow.notification.webhook;

import dev.crow.notification.webhook.Delivery.State;
import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of deliveries and their attempts. */
@Repository
class DeliveryStore {

  private static final String ADD =
      """
      INSERT INTO deliveries
        (id, webhook_id, org_id, type, about, body, state, next_attempt, created_at)
      VALUES (?, ?, ?, ?, ?, ?, 'PENDING', ?, ?)
      ON CONFLICT DO NOTHING
      """;
  private static final String DUE =
      """
      SELECT d.* FROM deliveries d JOIN webhooks w ON w.id = d.webhook_id AND w.org_id = d.org_id
      WHERE d.state = 'PENDING' AND d.next_attempt <= :now AND w.enabled = 1
        AND d.webhook_id NOT IN (:busy)
      ORDER BY d.next_attempt LIMIT :limit
      """;
  // Of many instances one gets it; if that one dies, it is due again when the time is up.
  private static final String CLAIM =
      """
      UPDATE deliveries SET next_attempt = ? WHERE org_id = ? AND id = ? AND state = 'PENDING'
        AND next_attempt <= ?
      """;
  // What was erased meanwhile does not come back.
  private static final String TRIED =
      """
      INSERT INTO delivery_attempts
        (delivery_id, number, org_id, at, millis, status, problem, answer)
      SELECT :id, :number, :org, :at, :millis, :status, :problem, :answer
      WHERE EXISTS (SELECT 1 FROM deliveries WHERE org_id = :org AND id = :id)
      ON CONFLICT DO NOTHING
      """;
  private static final String MOVE =
      """
      UPDATE deliveries SET state = ?, attempts = ?, tries = ?, next_attempt = ?
      WHERE org_id = ? AND id = ?
      """;
  private static final String AGAIN =
      """
      UPDATE deliveries SET state = 'PENDING', tries = 0, next_attempt = ?
      WHERE org_id = ? AND id = ? AND state <> 'PENDING'
      """;
  private static final String PAGE =
      """
      SELECT * FROM deliveries
      WHERE org_id = :org AND webhook_id = :webhook AND seq < :before
        AND (:state IS NULL OR state = :state)
      ORDER BY seq DESC LIMIT :limit
      """;
  private static final String ONE =
      "SELECT * FROM deliveries WHERE org_id = ? AND webhook_id = ? AND id = ?";
  private static final String ATTEMPTS =
      "SELECT * FROM delivery_attempts WHERE org_id = ? AND delivery_id = ? ORDER BY number";

  private final JdbcClient jdbc;

  DeliveryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(String id, Webhook webhook, WebhookEvent event, String body, Instant now) {
    jdbc.sql(ADD)
        .params(id, webhook.id(), webhook.organizationId(), event.type())
        .param(event.about())
        .params(body, Timestamps.format(now), Timestamps.format(now))
        .update();
  }

  /** Of every organization, for the relay. */
  List<Delivery> due(Instant now, Collection<String> busy, int limit) {
    return jdbc.sql(DUE)
        .param("now", Timestamps.format(now))
        .param("busy", busy.isEmpty() ? List.of("") : busy)
        .param("limit", limit)
        .query(DeliveryStore::read)
        .list();
  }

  boolean claim(Delivery delivery, Instant now, Duration time) {
    return jdbc.sql(CLAIM)
            .params(
                Timestamps.format(now.plus(time)),
                delivery.organizationId(),
                delivery.id(),
                Timestamps.format(now))
            .update()
        == 1;
  }

  void tried(Delivery delivery, Attempt attempt) {
    jdbc.sql(TRIED)
        .param("id", delivery.id())
        .param("number", attempt.number())
        .param("org", delivery.organizationId())
        .param("at", Timestamps.format(attempt.at()))
        .param("millis", attempt.millis())
        .param("status", attempt.status())
        .param("problem", attempt.problem())
        .param("answer", attempt.answer())
        .update();
  }

  void move(Delivery delivery, State state, Instant next) {
    jdbc.sql(MOVE)
        .params(
            state.name(),
            delivery.attempts() + 1,
            delivery.tries() + 1,
            Timestamps.format(next),
            delivery.organizationId(),
            delivery.id())
        .update();
  }

  /** Returns false if it is on its way already. */
  boolean again(Delivery delivery, Instant now) {
    return jdbc.sql(AGAIN)
            .params(Timestamps.format(now), delivery.organizationId(), delivery.id())
            .update()
        == 1;
  }

  List<Delivery> page(Webhook webhook, @Nullable State state, long before, int limit) {
    return jdbc.sql(PAGE)
        .param("org", webhook.organizationId())
        .param("webhook", webhook.id())
        .param("before", before)
        .param("state", state == null ? null : state.name())
        .param("limit", limit)
        .query(DeliveryStore::read)
        .list();
  }

  Optional<Delivery> find(Webhook webhook, String id) {
    return jdbc.sql(ONE)
        .params(webhook.organizationId(), webhook.id(), id)
        .query(DeliveryStore::read)
        .optional();
  }

  List<Attempt> attempts(Delivery delivery) {
    return jdbc.sql(ATTEMPTS)
        .params(delivery.organizationId(), delivery.id())
        .query(DeliveryStore::readAttempt)
        .list();
  }

  void deleteOlder(Instant than) {
    String time = Timestamps.format(than);
    jdbc.sql(
            """
            DELETE FROM delivery_attempts WHERE delivery_id IN
              (SELECT id FROM deliveries WHERE created_at < ?)
            """)
        .param(time)
        .update();
    jdbc.sql("DELETE FROM deliveries WHERE created_at < ?").param(time).update();
  }

  private static Delivery read(ResultSet row, int number) throws SQLException {
    return new Delivery(
        row.getLong("seq"),
        row.getString("id"),
        row.getString("webhook_id"),
        row.getString("org_id"),
        row.getString("type"),
        row.getString("body"),
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getInt("tries"),
        Timestamps.parse(row.getString("next_attempt")),
        Timestamps.parse(row.getString("created_at")));
  }

  private static Attempt readAttempt(ResultSet row, int number) throws SQLException {
    return new Attempt(
        row.getInt("number"),
        Timestamps.parse(row.getString("at")),
        row.getLong("millis"),
        row.getObject("status") == null ? null : row.getInt("status"),
        row.getString("problem"),
        row.getString("answer"));
  }
}
