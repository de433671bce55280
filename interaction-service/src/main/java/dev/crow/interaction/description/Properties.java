package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the properties of events, whatever JSON stands there. */
final class Properties {

  /** Order lines read; a longer order is told as "and more". */
  private static final int MAX_ITEMS = 50;

  private Properties() {}

  static @Nullable String text(WebEvent event, String name) {
    return CleanText.of(event.properties().get(name));
  }

  static @Nullable Money money(WebEvent event, String name) {
    return money(event.properties(), name, event.properties());
  }

  static @Nullable Money money(Map<?, ?> facts, String name, Map<?, ?> currencyHolder) {
    Object currency = facts.get("currency");
    return Money.of(facts.get(name), currency != null ? currency : currencyHolder.get("currency"));
  }

  /** A view of a product, or the opening of a page that is known to show one. */
  static boolean showsProduct(WebEvent event) {
    return event.type().equals(WebEventTypes.PRODUCT_VIEW)
        || (event.type().equals(WebEventTypes.PAGE_VIEW)
            && event.properties().containsKey("productId"));
  }

  static int quantity(Map<?, ?> facts) {
    Integer quantity = Numbers.whole(facts.get("quantity"), 1, 999);
    return quantity == null ? 1 : quantity;
  }

  /** The {@code items} of a purchase that are objects. */
  static List<? extends Map<?, ?>> items(WebEvent event) {
    if (!(event.properties().get("items") instanceof List<?> list)) {
      return List.of();
    }
    return list.stream()
        .limit(MAX_ITEMS)
        .filter(Map.class::isInstance)
        .<Map<?, ?>>map(item -> (Map<?, ?>) item)
        .toList();
  }
}
