package dev.crow.product.search;

import dev.crow.product.catalogue.ProductContent;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/**
 * A coarse price that an index can be filtered by: {@code EUR 10-20}, {@code EUR 20-50} and so on.
 */
final class PriceRange {

  private static final int[] STEPS = {1, 2, 5};

  private PriceRange() {}

  static Optional<String> of(ProductContent content) {
    if (content.price() == null || content.currency() == null) {
      return Optional.empty();
    }
    int digits = Math.max(0, Currency.getInstance(content.currency()).getDefaultFractionDigits());
    BigDecimal price = BigDecimal.valueOf(content.price(), digits);
    long from = 0;
    for (long unit = 1; unit < 1_000_000_000_000L; unit *= 10) {
      for (int step : STEPS) {
        long to = step * unit;
        if (price.compareTo(BigDecimal.valueOf(to)) < 0) {
          return Optional.of(content.currency() + " " + from + "-" + to);
        }
        from = to;
      }
    }
    return Optional.of(content.currency() + " " + from + "-");
  }
}
