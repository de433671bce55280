package dev.crow.demo.session;

import dev.crow.demo.world.Persona;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where visitors come from. */
final class Arrivals {

  private static final double TYPES_THE_ADDRESS = 0.35;

  private static final List<String> SITES =
      List.of(
          "https://www.google.com/",
          "https://www.google.com/",
          "https://duckduckgo.com/",
          "https://www.instagram.com/",
          "https://news.tarnvik.example/autumn");

  private static final List<String> COUPON_SITES =
      List.of("https://www.coupons.example/tarnvik", "https://www.google.com/");

  private Arrivals() {}

  static @Nullable String referrer(Dice dice, Persona persona) {
    if (dice.chance(TYPES_THE_ADDRESS)) {
      return null;
    }
    return dice.pick(persona.bargain() ? COUPON_SITES : SITES);
  }
}
