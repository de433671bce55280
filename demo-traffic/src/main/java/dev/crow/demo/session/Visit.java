package dev.crow.demo.session;

import dev.crow.demo.world.Persona;
import dev.crow.demo.world.Product;
import dev.crow.demo.world.Step;
import dev.crow.demo.world.World;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One visitor in the shop: goes from step to step until it has had enough. Used once. */
final class Visit {

  /** How much more a cart draws once there is something in it. */
  private static final double PULL_OF_A_FULL_CART = 8;

  final World world;
  final Persona persona;
  final Visitor visitor;
  final Plants plants;
  final Dice dice;
  final Recorder recorder;
  final Cart cart = new Cart();
  final Set<String> met = new LinkedHashSet<>();

  /** Where the visitor chooses products from; null where all are offered. */
  @Nullable String category;

  /** What the visitor is looking at; null elsewhere. */
  @Nullable Product product;

  private final Browsing browsing = new Browsing(this);
  private final ServicePages service = new ServicePages(this);
  private final Checkout checkout = new Checkout(this);
  private final Friction friction = new Friction(this);

  /** A visitor buys once. */
  boolean bought;

  private boolean fedUp;

  Visit(
      World world, Persona persona, Visitor visitor, Plants plants, Dice dice, Recorder recorder) {
    this.world = world;
    this.persona = persona;
    this.visitor = visitor;
    this.plants = plants;
    this.dice = dice;
    this.recorder = recorder;
  }

  void run() {
    Step step = dice.weighted(persona.landing());
    for (int taken = 0; taken < persona.patience() && step != Step.LEAVE; taken++) {
      take(step);
      if (dice.chance(persona.friction())) {
        friction.strike();
      }
      if (fedUp || recorder.isLate()) {
        return;
      }
      step = next(step);
    }
  }

  /** Whether a planted truth holds now; if so, this session has met it. */
  boolean meets(String plantedId) {
    boolean holds = plants.holds(plantedId, recorder.now());
    if (holds) {
      met.add(plantedId);
    }
    return holds;
  }

  /** The visitor leaves after this step. */
  void giveUp() {
    fedUp = true;
  }

  private void take(Step step) {
    if (step != Step.PRODUCT) {
      product = null;
    }
    switch (step) {
      case HOME -> browsing.home();
      case CATEGORY -> browsing.category();
      case PRODUCT -> browsing.product();
      case SEARCH -> browsing.search();
      case JOURNAL -> service.journal();
      case SIZE_GUIDE -> service.sizeGuide();
      case RETURNS -> service.returns();
      case CONTACT -> service.contact();
      case ORDERS -> service.orders();
      case CART -> checkout.cart();
      case CHECKOUT -> checkout.checkout();
      case LEAVE -> giveUp();
    }
  }

  private Step next(Step from) {
    Map<Step, Double> moves = world.moves().getOrDefault(from, Map.of(Step.LEAVE, 1.0));
    return dice.weighted(moves.entrySet(), this::weight).getKey();
  }

  private double weight(Map.Entry<Step, Double> move) {
    double weight = move.getValue() * persona.likes().getOrDefault(move.getKey(), 1.0);
    return switch (move.getKey()) {
      case CART -> cart.isEmpty() ? 0 : weight * PULL_OF_A_FULL_CART;
      case CHECKOUT -> cart.isEmpty() ? 0 : weight;
      default -> weight;
    };
  }
}
