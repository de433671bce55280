package dev.crow.demo.session;

import dev.crow.demo.world.PlantedTruths;
import dev.crow.demo.world.Product;
import java.math.BigDecimal;

/** From the cart to the order, or not. */
final class Checkout {

  private static final double TAKES_SOCKS_TOO = 0.8;
  private static final double REMOVES = 0.12;
  private static final double PHONE_TRIPS = 0.5;
  private static final double ANYBODY_TRIPS = 0.05;
  private static final double LEAVES_OVER_ADDRESS = 0.6;
  private static final double LEAVES_OVER_VOUCHER = 0.75;
  private static final double CHANGES_MIND = 0.08;
  private static final double PAYMENT_FAILS = 0.02;

  private final Visit visit;

  Checkout(Visit visit) {
    this.visit = visit;
  }

  void cart() {
    visit.recorder.open("/cart", "Your cart");
    visit.recorder.pause(10);
    if (visit.cart.has(PlantedTruths.SHOES)
        && !visit.cart.has(PlantedTruths.SOCKS)
        && visit.meets(PlantedTruths.BOUGHT_TOGETHER)
        && visit.dice.chance(TAKES_SOCKS_TOO)) {
      takeSocks();
    }
    if (visit.cart.size() > 1 && visit.dice.chance(REMOVES)) {
      Cart.Line line = visit.cart.removeLast();
      visit.recorder.event(
          Types.REMOVE_FROM_CART, Facts.of(line.product()).and("quantity", line.quantity()));
    }
  }

  void checkout() {
    visit.recorder.open("/checkout", "Checkout");
    visit.recorder.event(Types.CHECKOUT_START, total());
    visit.recorder.pause(30);
    boolean finishes = voucher() && address() && !visit.dice.chance(CHANGES_MIND) && payment();
    if (finishes) {
      buy();
    } else {
      visit.giveUp();
    }
  }

  private void takeSocks() {
    Product socks = visit.world.catalogue().product(PlantedTruths.SOCKS);
    Browsing browsing = new Browsing(visit);
    browsing.show(socks);
    if (!visit.cart.has(socks.id())) {
      browsing.addToCart(
          socks,
          visit.dice.pick(socks.variants()),
          visit.plants.priceCents(socks, visit.recorder.now()));
    }
    visit.recorder.open("/cart", "Your cart");
    visit.recorder.pause(5);
  }

  private boolean address() {
    boolean trips = visit.dice.chance(ANYBODY_TRIPS);
    boolean refused =
        visit.visitor.device() == Device.MOBILE
            && visit.meets(PlantedTruths.MOBILE_ADDRESS_FORM)
            && visit.dice.chance(PHONE_TRIPS);
    if (refused || trips) {
      int tries = refused ? visit.dice.between(2, 3) : 1;
      for (int i = 0; i < tries; i++) {
        visit.recorder.event(
            Types.FORM_ERROR,
            Facts.of("form", "address")
                .and("field", "postcode")
                .and("message", "Enter a valid postcode"));
        visit.recorder.pause(7);
      }
    }
    if (refused && visit.dice.chance(LEAVES_OVER_ADDRESS)) {
      return false;
    }
    visit.recorder.event(Types.FORM_SUBMIT, Facts.of("form", "address"));
    visit.recorder.pause(8);
    return true;
  }

  private boolean voucher() {
    if (!visit.dice.chance(visit.persona.voucher())) {
      return true;
    }
    Facts button = Facts.of("text", "Apply voucher").and("element", "button");
    if (!visit.meets(PlantedTruths.BROKEN_VOUCHER)) {
      visit.recorder.event(Types.CLICK, button.and("selector", "#voucher button"));
      visit.recorder.event(Types.FORM_SUBMIT, Facts.of("form", "voucher"));
      visit.recorder.pause(5);
      return true;
    }
    visit.recorder.event(
        Types.RAGE_CLICK,
        Facts.of("text", "Apply voucher")
            .and("selector", "#voucher button")
            .and("count", visit.dice.between(4, 9)));
    visit.recorder.event(
        Types.API_ERROR, Facts.of("status", 500).and("path", "/api/vouchers/apply"));
    visit.recorder.pause(9);
    return !visit.dice.chance(LEAVES_OVER_VOUCHER);
  }

  private boolean payment() {
    visit.recorder.event(Types.FORM_SUBMIT, Facts.of("form", "payment"));
    visit.recorder.pause(12);
    if (visit.dice.chance(PAYMENT_FAILS)) {
      visit.recorder.event(Types.API_ERROR, Facts.of("status", 502).and("path", "/api/payments"));
      return false;
    }
    return true;
  }

  private void buy() {
    visit.recorder.open("/checkout/thank-you", "Thank you");
    String order = "T-" + visit.dice.between(100_000, 999_999);
    visit.recorder.event(
        Types.PURCHASE,
        Facts.of("orderId", order)
            .and("total", money())
            .and("currency", visit.world.catalogue().currency())
            .and("items", visit.cart.items()));
    visit.cart.clear();
    visit.bought = true;
  }

  private Facts total() {
    return Facts.of("total", money()).and("currency", visit.world.catalogue().currency());
  }

  private BigDecimal money() {
    return Facts.money(visit.cart.totalCents());
  }
}
