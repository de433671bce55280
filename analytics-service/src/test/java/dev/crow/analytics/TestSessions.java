package dev.crow.analytics;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionClosed.Reason;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes sessions as they arrive from the ingest. */
public final class TestSessions {

  private TestSessions() {}

  /** An event of a page. */
  public static WebEvent event(Instant at, String type, String path, Map<String, Object> facts) {
    return new WebEvent(
        UUID.randomUUID().toString(),
        type,
        at,
        "https://shop.example" + path + "?q=1#top",
        null,
        null,
        facts,
        List.of());
  }

  /** A session of these events. */
  public static SessionClosed session(
      String organization,
      String id,
      int version,
      @Nullable String visitor,
      List<WebEvent> events) {
    Instant end = events.getLast().occurredAt();
    return new SessionClosed(
        organization,
        SessionClosed.SOURCE_WEB,
        id,
        1,
        version,
        Reason.IDLE,
        events.getFirst().occurredAt(),
        end,
        end.plusSeconds(60),
        0,
        new SessionContext(visitor, null, null, null, null, null, null, null, null),
        events);
  }

  /** Views a page, a product, puts it into the cart and buys it, a minute apart. */
  public static SessionClosed purchase(
      String organization, String id, @Nullable String visitor, Instant at) {
    List<WebEvent> events = new ArrayList<>();
    Map<String, Object> tea = Map.of("productId", "tea", "quantity", 2);
    events.add(event(at, WebEventTypes.PAGE_VIEW, "/", Map.of()));
    events.add(event(minutes(at, 1), WebEventTypes.PAGE_VIEW, "/tea", Map.of()));
    events.add(event(minutes(at, 1), WebEventTypes.PRODUCT_VIEW, "/tea", tea));
    events.add(event(minutes(at, 2), WebEventTypes.ADD_TO_CART, "/tea", tea));
    events.add(
        event(
            minutes(at, 3),
            WebEventTypes.PURCHASE,
            "/checkout",
            Map.of("total", 25.8, "currency", "EUR", "items", List.of(tea))));
    return session(organization, id, 1, visitor, events);
  }

  /** Views one page. */
  public static SessionClosed glance(
      String organization, String id, @Nullable String visitor, Instant at) {
    return session(
        organization, id, 1, visitor, List.of(event(at, WebEventTypes.PAGE_VIEW, "/", Map.of())));
  }

  private static Instant minutes(Instant at, int minutes) {
    return at.plus(Duration.ofMinutes(minutes));
  }

  /** How a session was judged. */
  public static InteractionRecorded interaction(
      String organization, String id, int version, Instant at) {
    InteractionFacts facts =
        new InteractionFacts(
            "purchased",
            List.of("returning"),
            new InteractionFacts.Visitor("v", null, "mobile", "search", "de"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null);
    return new InteractionRecorded(
        organization,
        id,
        version,
        "web",
        "s-" + id,
        "A visitor bought tea.",
        List.of(),
        5,
        at,
        at.plusSeconds(60),
        at.plusSeconds(90),
        "rules/1",
        facts);
  }
}
