package dev.crow.analytics.usage;

import dev.crow.analytics.projection.Projection;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.StoreAway;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what was used, from one of the topics that tell of it. */
final class RecordingUse<T> implements EventHandler<T> {

  private static final int UNIT = 100;

  private final String consumer;
  private final Function<T, String> organizationOf;
  private final Function<T, Use> reader;
  private final Journal journal;
  private final Projection projection;
  private final Inbox inbox;
  private final TransactionTemplate transaction;
  private final StoreAway away = new StoreAway(Set.of());

  RecordingUse(
      String consumer,
      Function<T, String> organizationOf,
      Function<T, Use> reader,
      Journal journal,
      Projection projection,
      Inbox inbox,
      TransactionTemplate transaction) {
    this.consumer = consumer;
    this.organizationOf = organizationOf;
    this.reader = reader;
    this.journal = journal;
    this.projection = projection;
    this.inbox = inbox;
    this.transaction = transaction;
  }

  @Override
  public void handle(List<Event<T>> events) {
    Map<String, List<Event<T>>> byOrganization = new LinkedHashMap<>();
    for (Event<T> event : events) {
      event.requireOrganization(organizationOf.apply(event.payload()));
      byOrganization.computeIfAbsent(event.organizationId(), _ -> new ArrayList<>()).add(event);
    }
    away.waitingFor(
        () ->
            byOrganization.forEach(
                (organization, own) -> {
                  for (int from = 0; from < own.size(); from += UNIT) {
                    List<Event<T>> unit = own.subList(from, Math.min(own.size(), from + UNIT));
                    transaction.executeWithoutResult(_ -> record(organization, unit));
                  }
                }));
  }

  private void record(String organization, List<Event<T>> unit) {
    boolean erased = projection.isErased(organization);
    List<Use> uses =
        unit.stream()
            .filter(event -> inbox.claim(consumer, event.id()))
            .map(event -> reader.apply(event.payload()))
            .toList();
    if (!erased && !uses.isEmpty()) {
      journal.enter(organization, uses);
    }
  }
}
