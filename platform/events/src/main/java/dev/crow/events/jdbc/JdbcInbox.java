package dev.crow.events.jdbc;

import dev.crow.events.Inbox;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row for each handled event; the primary key refuses the second. */
final class JdbcInbox implements Inbox {

  private static final String CLAIM =
      """
      INSERT INTO inbox (consumer, event_id, processed_at) VALUES (?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcInbox(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public boolean claim(String consumer, String eventId) {
    return jdbc.sql(CLAIM).params(consumer, eventId, clock.instant().toString()).update() == 1;
  }
}
