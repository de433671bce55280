package dev.crow.demo.session;

import java.time.Instant;
import java.util.List;

/**
 * One visit, ready to be sent.
 *
 * @param sessionId UUID
 * @param context what is known of the visit
 * @param events at least one, strictly ordered by time
 * @param endsExplicitly whether the page tells that it is closed; otherwise the tab stays open and
 *     the suite has to notice
 * @param truth what the session contains
 */
public record DemoSession(
    String sessionId,
    DemoContext context,
    List<DemoEvent> events,
    boolean endsExplicitly,
    GroundTruth truth) {

  /** Copies the events. */
  public DemoSession {
    events = List.copyOf(events);
  }

  /** {@return time of the first event} */
  public Instant startedAt() {
    return events.getFirst().timestamp();
  }

  /** {@return time of the last event} */
  public Instant endedAt() {
    return events.getLast().timestamp();
  }
}
