package dev.crow.events.jdbc;

import dev.crow.events.EventPublishException;
import dev.crow.events.EventPublisher;
import dev.crow.events.jdbc.JdbcOutbox.Waiting;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Carries outbox rows to their topics, in order and at least once: a row is removed after the
 * broker has acknowledged it. One relay runs for each database.
 */
final class OutboxRelay {

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int BATCH = 200;
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final JdbcOutbox outbox;
  private final EventPublisher publisher;
  private final Nudge nudge;

  OutboxRelay(JdbcOutbox outbox, EventPublisher publisher, Nudge nudge) {
    this.outbox = outbox;
    this.publisher = publisher;
    this.nudge = nudge;
  }

  /** Carries a batch, and waits for more to come if that was all. */
  Duration step() throws InterruptedException {
    try {
      if (relayBatch() < BATCH) {
        nudge.await(IDLE);
      }
    } catch (EventPublishException | DataAccessException e) {
      log.warn("The outbox waits: {}", e.getMessage());
      nudge.await(IDLE);
    }
    return Duration.ZERO;
  }

  private int relayBatch() {
    List<Waiting> waiting = outbox.oldest(BATCH);
    int from = 0;
    while (from < waiting.size()) {
      String topic = waiting.get(from).topic();
      int to = from;
      while (to < waiting.size() && waiting.get(to).topic().equals(topic)) {
        to++;
      }
      List<Waiting> run = waiting.subList(from, to);
      publisher.publish(topic, run.stream().map(Waiting::event).toList());
      outbox.removeUpTo(run.getLast().position());
      from = to;
    }
    return waiting.size();
  }
}
