package dev.crow.demo.session;

import dev.crow.demo.world.Product;

/** What goes wrong now and then, for no planted reason. */
final class Friction {

  private static final double GIVES_UP = 0.18;

  private final Visit visit;

  Friction(Visit visit) {
    this.visit = visit;
  }

  void strike() {
    visit.recorder.pause(2);
    switch (visit.dice.between(1, 4)) {
      case 1 -> deadClick();
      case 2 -> rageClick();
      case 3 ->
          visit.recorder.event(
              Types.ERROR,
              Facts.of(
                  "message", "TypeError: Cannot read properties of undefined (reading 'stock')"));
      default ->
          visit.recorder.event(
              Types.API_ERROR,
              Facts.of("status", visit.dice.chance(0.5) ? 500 : 504).and("path", api()));
    }
    if (visit.dice.chance(GIVES_UP)) {
      visit.giveUp();
    }
  }

  private void deadClick() {
    boolean onProduct = visit.product != null;
    visit.recorder.event(
        Types.DEAD_CLICK,
        Facts.of("text", onProduct ? "Size guide" : "Filter")
            .and("selector", onProduct ? ".product img.sizes" : ".filters .title"));
  }

  private void rageClick() {
    boolean onProduct = visit.product != null;
    visit.recorder.event(
        Types.RAGE_CLICK,
        Facts.of("text", onProduct ? "Next picture" : "Menu")
            .and("selector", onProduct ? ".gallery .next" : "nav .toggle")
            .and("count", visit.dice.between(3, 7)));
  }

  private String api() {
    Product product = visit.product;
    return product == null ? "/api/recommendations" : "/api/stock/" + product.id();
  }
}
