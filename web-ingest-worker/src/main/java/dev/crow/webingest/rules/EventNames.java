package dev.crow.webingest.rules;

import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Under which name an event's schema is found, and what of the event it describes. */
final class EventNames {

  private static final String NAME = "name";

  private EventNames() {}

  /** A custom event goes by its own name, every other one by its type. */
  static String of(WebEvent event) {
    String own = ownName(event);
    return own == null ? event.type() : own;
  }

  static Map<String, Object> facts(WebEvent event) {
    if (ownName(event) == null) {
      return event.properties();
    }
    Map<String, Object> facts = new LinkedHashMap<>(event.properties());
    facts.remove(NAME);
    return facts;
  }

  private static @Nullable String ownName(WebEvent event) {
    return event.type().equals(WebEventTypes.CUSTOM)
            && event.properties().get(NAME) instanceof String name
        ? name
        : null;
  }
}
