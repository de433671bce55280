package dev.crow.pattern.runs;

import dev.crow.contracts.Topics;
import dev.crow.events.Event;
import dev.crow.events.EventPublishException;
import dev.crow.events.EventPublisher;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.relational.UuidV7;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queues the days that changed, and works through the queue: one run at a time per instance. */
final class Worker {

  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final int DAYS_AT_ONCE = 500;
  private static final Duration RUNS_KEPT = Duration.ofDays(90);

  private final String owner = UuidV7.next();
  private final Runs runs;
  private final GeneratingInsights workflow;
  private final EventPublisher publisher;
  private final MeterRegistry meters;
  private final PatternsProperties properties;
  private final Clock clock;

  Worker(
      Runs runs,
      GeneratingInsights workflow,
      EventPublisher publisher,
      MeterRegistry meters,
      PatternsProperties properties,
      Clock clock) {
    this.runs = runs;
    this.workflow = workflow;
    this.publisher = publisher;
    this.meters = meters;
    this.properties = properties;
    this.clock = clock;
  }

  /** What a broker or a database that is away keeps from being done is done the next time. */
  void tick() {
    try {
      queueChangedDays();
      Optional<Run> next = runs.take(owner, properties.lease());
      while (next.isPresent()) {
        work(next.get());
        next = runs.take(owner, properties.lease());
      }
    } catch (RuntimeException e) {
      log.warn("Patterns have to wait", e);
    }
  }

  void prune() {
    runs.prune(clock.instant().minus(RUNS_KEPT));
  }

  /** The id follows from the state of the day, so that it is queued once for each. */
  private void queueChangedDays() {
    for (Runs.OpenDay open :
        runs.open(properties.settle(), properties.longestWait(), DAYS_AT_ONCE)) {
      String organization = open.organizationId();
      try {
        publisher.publish(
            Topics.PATTERN_QUEUE,
            List.of(
                new Event<>(
                    organization + ":" + open.day() + ":" + open.changes(),
                    organization,
                    organization,
                    new PatternsDue(
                        organization, TimePeriod.DAY.word(), open.day(), PatternsDue.CHANGED))));
      } catch (EventPublishException e) {
        log.warn("The broker is away; changed days are queued later", e);
        return;
      }
    }
  }

  private void work(Run run) {
    Timer.Sample sample = Timer.start(meters);
    try {
      workflow.work(run);
    } catch (RuntimeException e) {
      log.warn(
          "Run {} of organization {} failed at attempt {}",
          run.id(),
          run.organizationId(),
          run.attempts(),
          e);
      runs.failed(run, e.getClass().getSimpleName(), properties.attempts());
    } finally {
      sample.stop(meters.timer("crow.patterns.runs", "period", run.period()));
    }
  }
}
