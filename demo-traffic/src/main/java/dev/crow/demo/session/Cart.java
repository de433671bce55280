package dev.crow.demo.session;

import dev.crow.demo.world.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a visitor is about to buy, at the price that was shown. */
final class Cart {

  private final List<Line> lines = new ArrayList<>();

  void add(Product product, int priceCents) {
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.product().equals(product) && line.priceCents() == priceCents) {
        lines.set(i, new Line(product, priceCents, line.quantity() + 1));
        return;
      }
    }
    lines.add(new Line(product, priceCents, 1));
  }

  Line removeLast() {
    return lines.removeLast();
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  int size() {
    return lines.size();
  }

  boolean has(String productId) {
    return lines.stream().anyMatch(line -> line.product().id().equals(productId));
  }

  int totalCents() {
    return lines.stream().mapToInt(line -> line.priceCents() * line.quantity()).sum();
  }

  List<Map<String, Object>> items() {
    return lines.stream()
        .map(
            line ->
                Facts.of(line.product())
                    .and("price", Facts.money(line.priceCents()))
                    .and("quantity", line.quantity())
                    .map())
        .toList();
  }

  void clear() {
    lines.clear();
  }

  record Line(Product product, int priceCents, int quantity) {}
}
