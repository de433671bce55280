package dev.crow.demo.session;

import dev.crow.demo.world.Product;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Properties of an event, in the order they were named: the JSON must not vary between runs. */
final class Facts {

  private final Map<String, Object> map = new LinkedHashMap<>();

  private Facts() {}

  static Facts of(String name, Object value) {
    return new Facts().and(name, value);
  }

  static Facts of(Product product) {
    return of("productId", product.id()).and("productName", product.name());
  }

  Facts and(String name, Object value) {
    map.put(name, value);
    return this;
  }

  Map<String, Object> map() {
    return map;
  }

  static BigDecimal money(int cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
