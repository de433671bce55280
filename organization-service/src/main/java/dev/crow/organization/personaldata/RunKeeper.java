package dev.crow.organization.personaldata;

import dev.crow.organization.personaldata.Run.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks after runs: begins those due, repeats those unanswered, ends exports whose time is over.
 */
@Component
class RunKeeper {

  private static final Logger log = LoggerFactory.getLogger(RunKeeper.class);

  private final RunStore store;
  private final Runs runs;
  private final Exports exports;
  private final PersonalDataProperties properties;
  private final Clock clock;

  RunKeeper(
      RunStore store, Runs runs, Exports exports, PersonalDataProperties properties, Clock clock) {
    this.store = store;
    this.runs = runs;
    this.exports = exports;
    this.properties = properties;
    this.clock = clock;
  }

  void check() {
    Instant now = clock.instant();
    each(store.due(now), runs::order);
    each(store.unanswered(now.minus(properties.repeatAfter())), runs::order);
    each(store.expired(now), this::expire);
  }

  private void expire(Run run) {
    exports.delete(run.organizationId(), run.id());
    store.move(run.organizationId(), run.id(), State.DONE, State.EXPIRED);
  }

  /** One run's trouble does not keep the others waiting; it is tried again at the next check. */
  private static void each(List<Run> found, Consumer<Run> step) {
    for (Run run : found) {
      try {
        step.accept(run);
      } catch (RuntimeException e) {
        log.warn("Run {} cannot go on yet", run.id(), e);
      }
    }
  }
}
