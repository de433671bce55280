package dev.crow.analytics.projection;

import dev.crow.analytics.projection.Projection.Arriving;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.StoreAway;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Takes visits over from one of the topics that tell of them. */
final class RecordingVisits<T> implements EventHandler<T> {

  /** So few that no transaction grows large; some databases send all of it at once. */
  private static final int UNIT = 50;

  private final String consumer;
  private final Function<T, String> organizationOf;
  private final Function<T, Optional<Visit>> reader;
  private final Projection projection;
  private final StoreAway away = new StoreAway(Set.of());

  RecordingVisits(
      String consumer,
      Function<T, String> organizationOf,
      Function<T, Optional<Visit>> reader,
      Projection projection) {
    this.consumer = consumer;
    this.organizationOf = organizationOf;
    this.reader = reader;
    this.projection = projection;
  }

  @Override
  public void handle(List<Event<T>> events) {
    Map<String, List<Arriving>> byOrganization = new LinkedHashMap<>();
    for (Event<T> event : events) {
      event.requireOrganization(organizationOf.apply(event.payload()));
      reader
          .apply(event.payload())
          .ifPresent(
              visit ->
                  byOrganization
                      .computeIfAbsent(event.organizationId(), _ -> new ArrayList<>())
                      .add(new Arriving(event.id(), visit)));
    }
    away.waitingFor(
        () ->
            byOrganization.forEach(
                (organization, own) -> {
                  for (int from = 0; from < own.size(); from += UNIT) {
                    projection.record(
                        consumer,
                        organization,
                        own.subList(from, Math.min(own.size(), from + UNIT)));
                  }
                }));
  }
}
