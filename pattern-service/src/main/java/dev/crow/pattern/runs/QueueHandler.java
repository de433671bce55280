package dev.crow.pattern.runs;

import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.StoreAway;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.visits.Visits;
import java.util.List;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what is due, each once; the work itself takes longer than a queue waits. */
final class QueueHandler implements EventHandler<PatternsDue> {

  private final Runs runs;
  private final Visits visits;
  private final OnceEach<PatternsDue> effects;

  QueueHandler(Runs runs, Visits visits, Inbox inbox, TransactionTemplate transaction) {
    this.runs = runs;
    this.visits = visits;
    this.effects =
        new OnceEach<>(
            "pattern-queue",
            PatternsDue::organizationId,
            inbox,
            transaction,
            new StoreAway(Set.of()));
  }

  @Override
  public void handle(List<Event<PatternsDue>> events) {
    effects.handle(events, event -> effects.onceAfter(event, () -> effect(event.payload())));
  }

  private Runnable effect(PatternsDue due) {
    if (TimePeriod.of(due.timePeriod()).isEmpty()) {
      throw new IllegalArgumentException("There is no such period");
    }
    return visits.isErased(due.organizationId()) ? () -> {} : () -> runs.add(due);
  }
}
