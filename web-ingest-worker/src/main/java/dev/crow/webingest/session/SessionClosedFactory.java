package dev.crow.webingest.session;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Puts a session's events into the order of the visitor's clock; ties keep the order of arrival.
 */
final class SessionClosedFactory {

  private SessionClosedFactory() {}

  static SessionClosed of(
      String organizationId,
      String sessionId,
      SessionState emitted,
      SessionClosed.Reason reason,
      List<WebEvent> arrived,
      long now) {
    List<WebEvent> events =
        arrived.stream().sorted(Comparator.comparing(WebEvent::occurredAt)).toList();
    return new SessionClosed(
        organizationId,
        SessionClosed.SOURCE_WEB,
        sessionId,
        emitted.run(),
        emitted.version(),
        reason,
        events.getFirst().occurredAt(),
        events.getLast().occurredAt(),
        Instant.ofEpochMilli(now),
        emitted.duplicates(),
        emitted.context(),
        events);
  }
}
