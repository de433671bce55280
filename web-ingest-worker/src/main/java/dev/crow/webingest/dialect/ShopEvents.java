package dev.crow.webingest.dialect;

import dev.crow.contracts.web.v1.WebEventTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of Segment's e-commerce specification, which most clients follow, and CROW's own. How
 * they are spelt does not matter: {@code Product Added}, {@code product_added} and {@code
 * add_to_cart} are one.
 */
public final class ShopEvents {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("products searched", WebEventTypes.SEARCH),
          Map.entry("product viewed", WebEventTypes.PRODUCT_VIEW),
          Map.entry("product added", WebEventTypes.ADD_TO_CART),
          Map.entry("product removed", WebEventTypes.REMOVE_FROM_CART),
          Map.entry("checkout started", WebEventTypes.CHECKOUT_START),
          Map.entry("order completed", WebEventTypes.PURCHASE),
          Map.entry("video playback started", WebEventTypes.MEDIA_PLAY),
          Map.entry("file downloaded", WebEventTypes.DOWNLOAD));

  private ShopEvents() {}

  /**
   * @param type one of {@link WebEventTypes}
   * @param properties in CROW's names, besides the sender's own that mean nothing to CROW
   */
  public record Typed(String type, Map<String, Object> properties) {}

  /**
   * @param name as the sender calls the event
   * @param facts its properties
   * @return the event in CROW's words; a custom one keeps its name and its properties
   */
  public static Typed read(String name, Facts facts) {
    String type = typeOf(name);
    Map<String, Object> properties = facts.copy();
    if (type.equals(WebEventTypes.CUSTOM)) {
      // CROW keeps an own event's name there.
      put(properties, "label", properties.put("name", name));
      return new Typed(type, properties);
    }
    switch (type) {
      case WebEventTypes.SEARCH -> {
        put(properties, "query", facts.text("query", "search_term"));
        if (facts.get("results") == null && !facts.list("products").isEmpty()) {
          properties.put("results", facts.list("products").size());
        }
      }
      case WebEventTypes.PURCHASE -> order(properties, facts);
      case WebEventTypes.CHECKOUT_START ->
          put(properties, "total", facts.number("total", "revenue", "value"));
      case WebEventTypes.MEDIA_PLAY -> put(properties, "media", facts.text("media", "title"));
      default -> product(properties, facts);
    }
    return new Typed(type, properties);
  }

  private static String typeOf(String name) {
    String words = name.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    String known = TYPES.get(words);
    if (known != null) {
      return known;
    }
    String own = words.replace(' ', '_');
    return WebEventTypes.ALL.contains(own) ? own : WebEventTypes.CUSTOM;
  }

  private static void order(Map<String, Object> properties, Facts facts) {
    properties.remove("order_id");
    put(properties, "orderId", facts.id("order_id", "orderId", "checkout_id"));
    put(properties, "total", facts.number("total", "revenue", "value"));
    List<Object> items = new ArrayList<>();
    for (Object item : facts.list("products")) {
      Map<String, Object> product = new LinkedHashMap<>();
      product(product, Facts.of(item));
      items.add(product);
    }
    if (!items.isEmpty()) {
      properties.remove("products");
      properties.put("items", items);
    }
  }

  private static void product(Map<String, Object> properties, Facts facts) {
    List.of("product_id", "product_name", "variant").forEach(properties::remove);
    put(properties, "productId", facts.id("product_id", "productId", "sku", "id"));
    String name = facts.text("name", "product_name", "productName", "title");
    put(properties, "productName", name);
    properties.remove("name");
    put(properties, "variantName", facts.text("variant", "variantName"));
    put(properties, "price", facts.number("price"));
    put(properties, "currency", facts.text("currency"));
    put(properties, "quantity", facts.number("quantity"));
  }

  private static void put(Map<String, Object> properties, String name, @Nullable Object value) {
    if (value != null) {
      properties.put(name, value);
    }
  }
}
