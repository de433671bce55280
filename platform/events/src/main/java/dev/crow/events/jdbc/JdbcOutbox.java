package dev.crow.events.jdbc;

import dev.crow.events.Event;
import dev.crow.events.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Rows that wait for the relay, in the order they were added. */
final class JdbcOutbox implements Outbox {

  private static final String ADD =
      """
      INSERT INTO outbox (event_id, topic, organization_id, event_key, payload, created_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """;
  private static final String ADD_ALL =
      """
      INSERT INTO outbox (event_id, topic, organization_id, event_key, payload, created_at)
      SELECT value ->> 'id', :topic, value ->> 'organization', value ->> 'key',
        value ->> 'payload', :now
      FROM json_each(:events)
      """;
  private static final String OLDEST =
      """
      SELECT position, event_id, topic, organization_id, event_key, payload FROM outbox
      ORDER BY position LIMIT ?
      """;
  private static final String REMOVE = "DELETE FROM outbox WHERE position <= ?";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;
  private final Nudge nudge;

  JdbcOutbox(JdbcClient jdbc, JsonMapper json, Clock clock, Nudge nudge) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.nudge = nudge;
  }

  @Override
  public void add(String topic, Event<?> event) {
    jdbc.sql(ADD)
        .params(
            event.id(),
            topic,
            event.organizationId(),
            event.key(),
            json.writeValueAsString(event.payload()),
            clock.instant().toString())
        .update();
    nudgeAfterCommit();
  }

  /** One statement, however many they are. */
  @Override
  public void addAll(String topic, List<? extends Event<?>> events) {
    if (events.isEmpty()) {
      return;
    }
    List<Map<String, String>> rows =
        events.stream()
            .map(
                event ->
                    Map.of(
                        "id", event.id(),
                        "organization", event.organizationId(),
                        "key", event.key(),
                        "payload", json.writeValueAsString(event.payload())))
            .toList();
    jdbc.sql(ADD_ALL)
        .param("topic", topic)
        .param("now", clock.instant().toString())
        .param("events", json.writeValueAsString(rows))
        .update();
    nudgeAfterCommit();
  }

  private void nudgeAfterCommit() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              nudge.give();
            }
          });
    }
  }

  List<Waiting> oldest(int limit) {
    return jdbc.sql(OLDEST)
        .param(limit)
        .query(
            (row, _) ->
                new Waiting(
                    row.getLong("position"),
                    row.getString("topic"),
                    new Event<>(
                        row.getString("event_id"),
                        row.getString("organization_id"),
                        row.getString("event_key"),
                        json.readTree(row.getString("payload")))))
        .list();
  }

  void removeUpTo(long position) {
    jdbc.sql(REMOVE).param(position).update();
  }

  record Waiting(long position, String topic, Event<?> event) {}
}
