package dev.crow.interaction.description;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells how a session ended. */
final class Endings {

  private final Story story;
  private final Telling telling;
  private final Outcome outcome;

  Endings(Story story, Telling telling, Outcome outcome) {
    this.story = story;
    this.telling = telling;
    this.outcome = outcome;
  }

  /**
   * @param tellsCart nobody else tells how things came into the cart
   * @param checkoutTold another sentence says that checkout was started
   * @return the last sentence without its subject, or null where the activities say it all
   */
  @Nullable Phrase predicate(boolean tellsCart, boolean checkoutTold) {
    return switch (outcome) {
      case PURCHASED -> purchase();
      case ABANDONED_CHECKOUT -> checkout(tellsCart, checkoutTold);
      case ABANDONED_CART -> cart(tellsCart);
      case BROWSED, SEARCHED, VISITED, BOUNCED -> null;
    };
  }

  /** Whether the order, or what is left in the cart, tells all that was ever put in. */
  boolean tellsCart() {
    if (outcome == Outcome.PURCHASED) {
      Set<String> bought = new HashSet<>();
      story
          .of(Fact.Bought.class)
          .forEach(order -> order.lines().forEach(line -> bought.add(line.product().id())));
      return story.of(Fact.Added.class).stream()
          .allMatch(added -> bought.contains(added.product().id()));
    }
    return outcome == Outcome.ABANDONED_CART
        && !story.has(Fact.Removed.class)
        && story.wasLeft()
        && Cart.left(story).size() == story.of(Fact.Added.class).size();
  }

  private Phrase purchase() {
    List<Fact.Bought> orders = story.of(Fact.Bought.class);
    Phrase.Builder out = new Phrase.Builder();
    if (orders.size() > 1) {
      orders.forEach(order -> out.on(order.evidence()));
      return out.add("placed " + Words.count(orders.size(), "order", "orders"))
          .add(totals(orders))
          .build();
    }
    Fact.Bought order = orders.getFirst();
    out.on(order.evidence());
    Money total = order.total();
    if (order.lines().isEmpty()) {
      return out.add("placed an order").add(total == null ? "" : " for " + total.text()).build();
    }
    out.add(telling.pick(51, "bought ", "bought ", "went on to buy "));
    List<String> items = new ArrayList<>();
    for (Fact.Bought.Line line : order.lines()) {
      if (items.size() < telling.shown()) {
        out.naming(line.product());
        items.add(line(line, order.lines().size() > 1 || total == null));
      }
    }
    int rest = order.lines().size() - items.size();
    if (rest > 0) {
      items.add(Words.upToTwenty(rest) + " more " + (rest == 1 ? "product" : "products"));
    }
    return out.add(Words.list(items)).add(total == null ? "" : " for " + total.text()).build();
  }

  private String line(Fact.Bought.Line line, boolean priced) {
    String several = line.quantity() > 1 ? Words.count(line.quantity()) + " of " : "";
    String price = priced ? telling.price(line.product(), line.price()) : "";
    return several + line.product().label() + price;
  }

  private static String totals(List<Fact.Bought> orders) {
    List<String> totals = new ArrayList<>();
    for (Fact.Bought order : orders) {
      Money total = order.total();
      if (total != null) {
        totals.add(total.text());
      }
    }
    return totals.size() == orders.size() && totals.size() <= 3
        ? ", for " + Words.list(totals)
        : "";
  }

  private Phrase checkout(boolean tellsCart, boolean checkoutTold) {
    Fact.CheckoutStarted start = story.of(Fact.CheckoutStarted.class).getFirst();
    Phrase.Builder out = new Phrase.Builder().on(start.evidence());
    Money total = start.total();
    String worth = total == null ? "" : " (" + total.text() + ")";
    List<Fact.Added> left = Cart.left(story);
    if (!story.wasLeft()) {
      return out.add("started checkout").add(worth).build();
    }
    out.on(last());
    if (checkoutTold) {
      out.add(telling.pick(52, "left without buying", "left without completing the order"));
      out.add(worth);
    } else {
      out.add("started checkout").add(worth);
      out.add(telling.pick(52, " but left without buying", " but did not complete the order"));
    }
    if (!left.isEmpty()) {
      out.add(telling.pick(53, ", with ", ", leaving "));
      remaining(out, left, tellsCart);
      out.add(telling.pick(53, " still in the cart", " in the cart"));
    }
    return out.build();
  }

  private Phrase cart(boolean tellsCart) {
    Phrase.Builder out = new Phrase.Builder().on(last());
    List<Fact.Added> left = Cart.left(story);
    if (!story.wasLeft()) {
      out.add("still had ");
      remaining(out, left, tellsCart);
      return out.add(" in the cart when the recording stopped").build();
    }
    boolean late = telling.pick(54, "left", "put").equals("put") && tellsCart;
    out.add(late ? "put " : "left with ");
    remaining(out, left, tellsCart);
    return out.add(late ? " in the cart but left without buying" : " still in the cart").build();
  }

  private void remaining(Phrase.Builder out, List<Fact.Added> left, boolean tellsCart) {
    Telling plain = telling.withoutPronouns();
    if (tellsCart) {
      Looks.items(out, left, plain);
    } else {
      plain.list(out, left, added -> added.product().label(), "product", "products");
    }
  }

  private Evidence last() {
    return Evidence.of(List.of(story.lastEvent()));
  }
}
