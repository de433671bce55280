package dev.crow.pattern.visits;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.StoreAway;
import dev.crow.pattern.visits.Visits.Known;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes interactions over, each version once, and opens the days they touch. */
final class RecordingVisits implements EventHandler<InteractionRecorded> {

  private static final String CONSUMER = "visits";

  /** So few that no transaction grows large; some databases send all of it at once. */
  private static final int UNIT = 50;

  private final Visits visits;
  private final Visitors visitors;
  private final Inbox inbox;
  private final TransactionTemplate transaction;
  private final StoreAway away = new StoreAway(Set.of());

  RecordingVisits(Visits visits, Visitors visitors, Inbox inbox, TransactionTemplate transaction) {
    this.visits = visits;
    this.visitors = visitors;
    this.inbox = inbox;
    this.transaction = transaction;
  }

  @Override
  public void handle(List<Event<InteractionRecorded>> events) {
    events.forEach(event -> event.requireOrganization(event.payload().organizationId()));
    Map<String, List<Event<InteractionRecorded>>> byOrganization = new LinkedHashMap<>();
    for (Event<InteractionRecorded> event : events) {
      byOrganization.computeIfAbsent(event.organizationId(), _ -> new ArrayList<>()).add(event);
    }
    away.waitingFor(
        () ->
            byOrganization.forEach(
                (organization, own) -> {
                  for (int from = 0; from < own.size(); from += UNIT) {
                    List<Event<InteractionRecorded>> unit =
                        own.subList(from, Math.min(own.size(), from + UNIT));
                    transaction.executeWithoutResult(_ -> record(organization, unit));
                  }
                }));
  }

  /** Reads first: some databases take no question after a transaction's first write. */
  private void record(String organization, List<Event<InteractionRecorded>> unit) {
    Map<String, Known> known =
        new HashMap<>(
            visits.known(
                organization,
                unit.stream().map(event -> event.payload().interactionId()).toList()));
    Set<String> erased = visits.erased(organization, hashes(organization, unit));
    Set<LocalDate> touched = new HashSet<>();
    for (Event<InteractionRecorded> event : unit) {
      InteractionRecorded recorded = event.payload();
      InteractionFacts facts = Objects.requireNonNullElse(recorded.facts(), unknown(recorded));
      Known before = known.get(recorded.interactionId());
      boolean newer = before == null || before.version() < recorded.version();
      boolean gone = hashes(organization, facts.visitor()).anyMatch(erased::contains);
      if (newer && !gone && inbox.claim(CONSUMER, event.id())) {
        visits.save(recorded, facts);
        LocalDate day = Visit.day(recorded.startedAt());
        touched.add(day);
        if (before != null) {
          touched.add(before.day());
        }
        known.put(recorded.interactionId(), new Known(recorded.version(), day));
      }
    }
    touched.forEach(day -> visits.open(organization, day));
  }

  private Collection<String> hashes(String organization, List<Event<InteractionRecorded>> unit) {
    Set<String> hashes = new HashSet<>();
    for (Event<InteractionRecorded> event : unit) {
      InteractionRecorded recorded = event.payload();
      InteractionFacts facts = Objects.requireNonNullElse(recorded.facts(), unknown(recorded));
      hashes(organization, facts.visitor()).forEach(hashes::add);
    }
    return hashes;
  }

  private Stream<String> hashes(String organization, InteractionFacts.Visitor visitor) {
    Stream<@Nullable String> all =
        Stream.of(
            visitors.hashOfAll(organization),
            visitors.hash(organization, visitor.anonymousId()),
            visitors.hash(organization, visitor.userId()));
    return all.filter(Objects::nonNull).map(Objects::requireNonNull);
  }

  /** A record from before there were facts tells its products and no more. */
  private static InteractionFacts unknown(InteractionRecorded recorded) {
    return new InteractionFacts(
        "unknown",
        List.of(),
        new InteractionFacts.Visitor(null, null, null, "direct", null),
        List.of(),
        recorded.productIds().stream()
            .map(id -> new InteractionFacts.Product(id, null, List.of("viewed"), null))
            .toList(),
        List.of(),
        List.of(),
        recorded.productIds().isEmpty() ? List.of() : List.of("product"),
        null);
  }
}
