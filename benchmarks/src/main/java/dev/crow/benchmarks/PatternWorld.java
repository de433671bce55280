package dev.crow.benchmarks;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.demo.session.DemoContext;
import dev.crow.demo.session.DemoSession;
import dev.crow.demo.session.SessionGenerator;
import dev.crow.demo.world.World;
import dev.crow.interaction.description.SessionFacts;
import dev.crow.pattern.counting.Counts;
import dev.crow.pattern.counting.VisitCounter;
import dev.crow.pattern.mining.Series;
import dev.crow.pattern.mining.Series.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The demo's shop over a week, counted as pattern-service counts it. */
final class PatternWorld {

  static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  private PatternWorld() {}

  /** The whole week as one period, in days. */
  static Series series(long seed, int sessions, Set<String> planted) {
    Map<LocalDate, VisitCounter> days = new TreeMap<>();
    SessionGenerator generator = new SessionGenerator(World.standard(), seed, NOW, WEEK, planted);
    for (int i = 0; i < sessions; i++) {
      DemoSession session = generator.next();
      days.computeIfAbsent(
              session.startedAt().atZone(ZoneOffset.UTC).toLocalDate(), _ -> new VisitCounter())
          .add(facts(session));
    }
    List<Slice> slices =
        days.entrySet().stream()
            .map(day -> new Slice(day.getKey(), day.getKey().plusDays(1), day.getValue().counts()))
            .toList();
    Counts whole = new Counts();
    slices.forEach(slice -> whole.plus(slice.counts()));
    return new Series(whole, slices.getFirst().start(), slices.getLast().end(), slices, 0);
  }

  static InteractionFacts facts(DemoSession session) {
    return SessionFacts.of(closed(session));
  }

  /** As the session would have come from web-ingest-worker. */
  static SessionClosed closed(DemoSession session) {
    DemoContext context = session.context();
    List<WebEvent> events =
        session.events().stream()
            .map(
                event ->
                    new WebEvent(
                        event.eventId(),
                        event.type(),
                        event.timestamp(),
                        event.url(),
                        event.title(),
                        event.referrer(),
                        event.properties(),
                        List.of()))
            .collect(Collectors.toList());
    return new SessionClosed(
        "org",
        SessionClosed.SOURCE_WEB,
        session.sessionId(),
        1,
        1,
        SessionClosed.Reason.ENDED,
        session.startedAt(),
        session.endedAt(),
        session.endedAt(),
        0,
        new SessionContext(
            context.anonymousId(),
            context.userId(),
            context.url(),
            context.referrer(),
            context.userAgent(),
            context.locale(),
            context.timezone(),
            context.screenSize().width(),
            context.screenSize().height()),
        events);
  }
}
