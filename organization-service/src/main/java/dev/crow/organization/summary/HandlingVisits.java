package dev.crow.organization.summary;

import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.StoreAway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts visits, each once and as it was told first; many in one transaction. */
final class HandlingVisits implements EventHandler<InteractionRecorded> {

  private static final String CONSUMER = "context-visits";

  /** So few that no transaction grows large; some databases send all of it at once. */
  private static final int UNIT = 50;

  private final VisitFigures figures;
  private final SummaryStore summaries;
  private final Inbox inbox;
  private final TransactionTemplate transaction;
  private final StoreAway away = new StoreAway(Set.of());

  HandlingVisits(
      VisitFigures figures, SummaryStore summaries, Inbox inbox, TransactionTemplate transaction) {
    this.figures = figures;
    this.summaries = summaries;
    this.inbox = inbox;
    this.transaction = transaction;
  }

  @Override
  public void handle(List<Event<InteractionRecorded>> events) {
    Map<String, List<Event<InteractionRecorded>>> byOrganization = new LinkedHashMap<>();
    for (Event<InteractionRecorded> event : events) {
      event.requireOrganization(event.payload().organizationId());
      if (event.payload().version() == 1) {
        byOrganization.computeIfAbsent(event.organizationId(), _ -> new ArrayList<>()).add(event);
      }
    }
    away.waitingFor(
        () ->
            byOrganization.forEach(
                (organization, own) -> {
                  for (int from = 0; from < own.size(); from += UNIT) {
                    count(organization, own.subList(from, Math.min(own.size(), from + UNIT)));
                  }
                }));
  }

  private void count(String organizationId, List<Event<InteractionRecorded>> events) {
    transaction.executeWithoutResult(
        _ -> {
          List<InteractionRecorded> visits =
              events.stream()
                  .filter(event -> inbox.claim(CONSUMER, event.id()))
                  .map(Event::payload)
                  .toList();
          if (!visits.isEmpty()) {
            figures.add(organizationId, visits);
            summaries.visits(organizationId, first(visits));
          }
        });
  }

  private static Instant first(List<InteractionRecorded> visits) {
    return visits.stream()
        .map(InteractionRecorded::startedAt)
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
