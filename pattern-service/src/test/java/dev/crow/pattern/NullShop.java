package dev.crow.pattern;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionFacts.Money;
import dev.crow.contracts.interaction.v1.InteractionFacts.Page;
import dev.crow.contracts.interaction.v1.InteractionFacts.Product;
import dev.crow.contracts.interaction.v1.InteractionFacts.Search;
import dev.crow.contracts.interaction.v1.InteractionFacts.Trouble;
import dev.crow.contracts.interaction.v1.InteractionFacts.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A shop in which nothing depends on anything: whatever is found in it is chance. */
public final class NullShop {

  private static final List<String> DEVICES = List.of("mobile", "tablet", "desktop");
  private static final List<String> ARRIVALS = List.of("direct", "search", "social");
  private static final List<String> LANGUAGES = List.of("de", "en", "fr");
  private static final List<String> KINDS = List.of("rage-click", "error", "slow-page");

  private final Random random;

  /**
   * @param seed of chance
   */
  public NullShop(long seed) {
    this.random = new Random(seed);
  }

  /**
   * @param visitor anonymous id
   * @return the facts of one more visit
   */
  public InteractionFacts visit(String visitor) {
    List<Page> pages = new ArrayList<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      pages.add(new Page("/shelf/" + (char) ('a' + random.nextInt(6)), null));
    }
    boolean cart = random.nextDouble() < 0.3;
    boolean checkout = cart && random.nextDouble() < 0.5;
    boolean bought = checkout && random.nextDouble() < 0.6;
    List<String> roles = bought ? List.of("viewed", "carted", "purchased") : List.of("viewed");
    List<Product> products = new ArrayList<>();
    int favourite = random.nextInt(12);
    for (int id = 0; id < 12; id++) {
      if (id == favourite || random.nextDouble() < 0.15) {
        products.add(
            new Product("p-" + id, "Thing " + id, roles, new Money(1_000 + 100L * id, "EUR")));
      }
    }
    List<String> steps = new ArrayList<>(List.of("product"));
    if (cart) {
      steps.add("cart");
    }
    if (checkout) {
      steps.add("checkout");
    }
    if (bought) {
      steps.add("purchase");
    }
    return new InteractionFacts(
        bought ? "purchased" : checkout ? "abandoned_checkout" : "browsed",
        List.of(),
        new Visitor(
            visitor,
            random.nextBoolean() ? "u" : null,
            pick(DEVICES),
            pick(ARRIVALS),
            pick(LANGUAGES)),
        pages,
        products,
        random.nextDouble() < 0.3
            ? List.of(new Search("query " + random.nextInt(6), random.nextBoolean() ? 0 : 4))
            : List.of(),
        random.nextDouble() < 0.15
            ? List.of(new Trouble(pick(KINDS), pages.getFirst().path(), "Menu"))
            : List.of(),
        steps,
        bought ? new Money(3_000, "EUR") : null);
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
