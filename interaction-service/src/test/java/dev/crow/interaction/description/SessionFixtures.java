package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Sessions for tests. */
final class SessionFixtures {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SessionFixtures() {}

  /** Reads {@code descriptions/<name>.json}. */
  static SessionClosed read(String name) {
    Map<?, ?> file = JSON.readValue(resource(name + ".json"), Map.class);
    List<WebEvent> events = new ArrayList<>();
    for (Object event : (List<?>) Objects.requireNonNull(file.get("events"))) {
      events.add(event((Map<?, ?>) event, events.size() + 1));
    }
    SessionContext context =
        new SessionContext(
            null, null, null, (String) file.get("referrer"), null, null, null, null, null);
    SessionClosed.Reason reason =
        "full".equals(file.get("reason")) ? SessionClosed.Reason.FULL : SessionClosed.Reason.IDLE;
    int run = file.get("run") instanceof Integer number ? number : 1;
    return session(name, run, reason, context, events);
  }

  /** Everything but {@code at}, {@code type}, {@code url}, {@code title} is a property. */
  private static WebEvent event(Map<?, ?> json, int number) {
    Map<String, Object> properties = new LinkedHashMap<>();
    json.forEach((key, value) -> properties.put((String) key, value));
    BigDecimal at = new BigDecimal(String.valueOf(properties.remove("at")));
    String type = (String) properties.remove("type");
    String url = (String) properties.remove("url");
    String title = (String) properties.remove("title");
    String id = "e" + number;
    Instant time = START.plusMillis(at.movePointRight(3).longValue());
    return new WebEvent(id, type, time, url, title, null, properties, List.of());
  }

  static SessionClosed session(
      String id,
      int run,
      SessionClosed.Reason reason,
      SessionContext context,
      List<WebEvent> events) {
    Instant end = events.getLast().occurredAt();
    return new SessionClosed(
        "org-1", "web", id, run, 1, reason, START, end, end, 0, context, events);
  }

  /** A session of these events, ten seconds apart. */
  static SessionClosed of(WebEvent... events) {
    return session("s-1", 1, SessionClosed.Reason.IDLE, SessionContext.EMPTY, List.of(events));
  }

  static WebEvent event(int number, String type, Map<String, Object> properties) {
    return new WebEvent(
        "e" + number,
        type,
        START.plusSeconds(number * 10L),
        null,
        null,
        null,
        properties,
        List.of());
  }

  static String text(String name) {
    return resource(name + ".txt").strip();
  }

  private static String resource(String name) {
    try (InputStream in = SessionFixtures.class.getResourceAsStream("/descriptions/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no such resource: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
