package dev.crow.demo.session;

import dev.crow.demo.world.PlantedTruth;
import dev.crow.demo.world.PlantedTruth.Window;
import dev.crow.demo.world.PlantedTruths;
import dev.crow.demo.world.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The planted truths that are switched on, as the visitors meet them. */
final class Plants {

  private final Map<String, Window> windows;

  Plants(List<PlantedTruth> switchedOn) {
    this.windows =
        switchedOn.stream().collect(Collectors.toMap(PlantedTruth::id, PlantedTruth::window));
  }

  boolean holds(String id, Instant at) {
    Window window = windows.get(id);
    return window != null && window.contains(at);
  }

  int priceCents(Product product, Instant at) {
    boolean raised =
        product.id().equals(PlantedTruths.RAISED_PRODUCT) && holds(PlantedTruths.PRICE_RISE, at);
    return raised ? (product.priceCents() * 4 / 3 + 50) / 100 * 100 - 5 : product.priceCents();
  }

  double popularity(Product product, Instant at) {
    Window window = windows.get(PlantedTruths.RISING_PRODUCT_TREND);
    if (window == null
        || !window.contains(at)
        || !product.id().equals(PlantedTruths.RISING_PRODUCT)) {
      return product.popularity();
    }
    return product.popularity() * growth(window, at);
  }

  private static double growth(Window window, Instant at) {
    double whole = Duration.between(window.from(), window.to()).toMillis();
    double progress = Duration.between(window.from(), at).toMillis() / whole;
    return 0.25 + 5 * progress * progress;
  }
}
