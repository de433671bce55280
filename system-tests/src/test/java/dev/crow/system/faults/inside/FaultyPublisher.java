package dev.crow.system.faults.inside;

import dev.crow.events.Event;
import dev.crow.events.EventPublishException;
import dev.crow.events.EventPublisher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fail-points around publications. */
final class FaultyPublisher implements EventPublisher {

  private static final Logger log = LoggerFactory.getLogger(FaultyPublisher.class);
  private static final Duration CARELESS = Duration.ofMillis(400);

  private final EventPublisher target;
  private final Faults faults;

  FaultyPublisher(EventPublisher target, Faults faults) {
    this.target = target;
    this.faults = faults;
  }

  @Override
  public void publish(String topic, List<? extends Event<?>> events) {
    if (faults.has(Bug.EARLY_ACKNOWLEDGEMENT) || faults.has(Bug.OUTBOX_FORGETS_EARLY)) {
      Thread.ofVirtual().start(() -> publishSometime(topic, List.copyOf(events)));
      return;
    }
    faults.reach(FailPoint.PUBLISHING, topic);
    target.publish(topic, events);
    faults.reach(FailPoint.PUBLISHED, topic);
  }

  private void publishSometime(String topic, List<? extends Event<?>> events) {
    LockSupport.parkNanos(CARELESS.toNanos());
    try {
      target.publish(topic, events);
    } catch (EventPublishException e) {
      log.warn("As the seeded mistake has it, nobody hears of this", e);
    }
  }
}
