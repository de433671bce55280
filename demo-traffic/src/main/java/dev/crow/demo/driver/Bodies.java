package dev.crow.demo.driver;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.crow.demo.session.DemoContext.ScreenSize;
import dev.crow.demo.session.DemoEvent;
import dev.crow.demo.session.DemoSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes the bodies of requests as the suite's ingestion reads them. Times are epoch millis. */
final class Bodies {

  private final JsonMapper json;

  Bodies(JsonMapper json) {
    this.json = json;
  }

  byte[] start(DemoSession session, Duration idleTimeout) {
    var context = session.context();
    return json.writeValueAsBytes(
        new Start(
            session.sessionId(),
            context.anonymousId(),
            context.userId(),
            seconds(idleTimeout),
            new Context(
                context.url(),
                context.referrer(),
                context.userAgent(),
                context.locale(),
                context.timezone(),
                context.screenSize())));
  }

  /** Asks for the gap each time: what comes after a long silence is a run of its own. */
  byte[] batch(DemoSession session, List<DemoEvent> events, Duration idleTimeout, Instant now) {
    return json.writeValueAsBytes(
        new Batch(
            session.sessionId(),
            seconds(idleTimeout),
            events.stream().map(Bodies::event).toList(),
            now.toEpochMilli()));
  }

  byte[] end(DemoSession session) {
    long duration = Duration.between(session.startedAt(), session.endedAt()).toMillis();
    return json.writeValueAsBytes(
        new End(session.sessionId(), duration, Map.of("url", session.events().getLast().url())));
  }

  private static @Nullable Integer seconds(Duration idleTimeout) {
    return idleTimeout.isZero() ? null : Math.toIntExact(idleTimeout.toSeconds());
  }

  private static Event event(DemoEvent event) {
    return new Event(
        event.eventId(),
        event.type(),
        event.timestamp().toEpochMilli(),
        event.url(),
        event.title(),
        event.referrer(),
        event.properties());
  }

  @JsonInclude(Include.NON_NULL)
  record Start(
      String sessionId,
      String anonymousId,
      @Nullable String userId,
      @Nullable Integer idleTimeoutSeconds,
      Context context) {}

  @JsonInclude(Include.NON_NULL)
  record Context(
      String url,
      @Nullable String referrer,
      String userAgent,
      String locale,
      String timezone,
      ScreenSize screenSize) {}

  @JsonInclude(Include.NON_NULL)
  record Batch(
      String sessionId, @Nullable Integer idleTimeoutSeconds, List<Event> events, long sentAt) {}

  @JsonInclude(Include.NON_NULL)
  record Event(
      String eventId,
      String type,
      long timestamp,
      String url,
      String title,
      @Nullable String referrer,
      Map<String, Object> properties) {}

  record End(String sessionId, long duration, Map<String, String> exitContext) {}
}
