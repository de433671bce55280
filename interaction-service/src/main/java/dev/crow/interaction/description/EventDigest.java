package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session as data for a model: its events, numbered from 1, each with the facts that may be told
 * and in the words they are told in. Texts are cleaned and cut; they stay hostile.
 */
public final class EventDigest {

  private static final List<String> TEXTS =
      List.of("variantName", "query", "text", "message", "form", "field", "file", "media", "name");
  private static final List<String> NUMBERS = List.of("results", "quantity", "count", "status");
  private static final List<String> AMOUNTS = List.of("price", "total");

  private EventDigest() {}

  /**
   * @param session with at least one event
   * @param most events; of a longer session the first and the last are shown
   * @return the events by their number
   */
  public static Map<Integer, WebEvent> numbered(SessionClosed session, int most) {
    List<WebEvent> events = session.events();
    Map<Integer, WebEvent> numbered = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      if (i < most / 2 || i >= events.size() - most / 2) {
        numbered.put(i + 1, events.get(i));
      }
    }
    return numbered;
  }

  /**
   * @param session it belongs to
   * @param number of the event
   * @param event of the session
   * @return what may be told of it
   */
  public static Map<String, Object> of(SessionClosed session, int number, WebEvent event) {
    Map<String, Object> digest = new LinkedHashMap<>();
    digest.put("event", number);
    digest.put("type", event.type());
    digest.put(
        "second",
        Duration.between(session.events().getFirst().occurredAt(), event.occurredAt()).toSeconds());
    put(digest, "title", CleanText.of(event.title()));
    put(digest, "path", Address.path(event.url()));
    put(digest, "from", site(event.referrer()));
    put(digest, "product", product(event.properties()));
    facts(digest, event.properties(), event.properties());
    List<Map<String, Object>> items = new ArrayList<>();
    for (Map<?, ?> item : Properties.items(event)) {
      Map<String, Object> told = new LinkedHashMap<>();
      put(told, "product", product(item));
      facts(told, item, event.properties());
      items.add(told);
    }
    if (!items.isEmpty()) {
      digest.put("items", items);
    }
    return digest;
  }

  /**
   * @param session any
   * @return the visit as a whole: how it ended and how long it took
   */
  public static Map<String, Object> visit(SessionClosed session) {
    Story story = Story.of(session);
    Map<String, Object> visit = new LinkedHashMap<>();
    visit.put("outcome", story.outcome().name().toLowerCase(Locale.ROOT));
    visit.put("recording", story.wasLeft() ? "complete" : "cut, the visit goes on");
    put(visit, "length", story.span());
    put(visit, "from", site(session.context().referrer()));
    return visit;
  }

  private static void facts(Map<String, Object> digest, Map<?, ?> facts, Map<?, ?> holder) {
    for (String name : TEXTS) {
      put(digest, name, CleanText.of(facts.get(name)));
    }
    for (String name : NUMBERS) {
      put(digest, name, Numbers.whole(facts.get(name), 0, 1_000_000));
    }
    for (String name : AMOUNTS) {
      Money money = Properties.money(facts, name, holder);
      put(digest, name, money == null ? null : money.text());
    }
  }

  /** As a sentence calls it. */
  private static @Nullable String product(Map<?, ?> facts) {
    String name = CleanText.of(facts.get("productName"));
    return name == null ? null : ProductNames.inSentence(name);
  }

  private static @Nullable String site(@Nullable String address) {
    String host = Address.host(address);
    return host == null ? null : Address.site(host);
  }

  private static void put(Map<String, Object> digest, String name, @Nullable Object value) {
    if (value != null) {
      digest.put(name, value);
    }
  }
}
