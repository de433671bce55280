package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.WebEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The products of one session: one id is one product, under whatever names it comes. */
final class Catalogue {

  private static final int MAX_ID = 1_000;

  private final Map<String, Product> byId = new HashMap<>();
  private final Map<String, Product> byName = new HashMap<>();

  /** Reads every event first, because a name may come after the first mention of its id. */
  static Catalogue of(List<WebEvent> events) {
    Catalogue catalogue = new Catalogue();
    for (WebEvent event : events) {
      catalogue.learn(event, event.properties());
      for (Map<?, ?> item : Properties.items(event)) {
        catalogue.learn(event, item);
      }
    }
    return catalogue;
  }

  private void learn(WebEvent event, Map<?, ?> facts) {
    String id = id(facts);
    String name = name(facts);
    if (id != null) {
      Product known = byId.get(id);
      if (known == null || (known.name() == null && name != null)) {
        byId.put(id, new Product(id, name, event));
      }
      if (name != null) {
        byName.put(name, byId.getOrDefault(id, new Product(id, name, event)));
      }
    } else if (name != null && !byName.containsKey(name)) {
      byName.put(name, new Product(name, name, event));
    }
  }

  /**
   * @param facts the properties of an event, or one item of a purchase
   * @return the product they speak of; an {@linkplain Product#isUnknown() unknown} one if none
   */
  Product find(WebEvent event, Map<?, ?> facts) {
    String id = id(facts);
    Product found = id == null ? null : byId.get(id);
    String name = name(facts);
    if (found == null && name != null) {
      found = byName.get(name);
    }
    return found == null ? new Product("", null, event) : found;
  }

  private static @Nullable String id(Map<?, ?> facts) {
    Object raw = facts.get("productId");
    String text = raw instanceof Number ? raw.toString() : raw instanceof String s ? s : null;
    if (text == null || CleanText.of(text) == null) {
      return null;
    }
    return text.length() > MAX_ID ? text.substring(0, MAX_ID) : text;
  }

  private static @Nullable String name(Map<?, ?> facts) {
    return CleanText.of(facts.get("productName"));
  }
}
