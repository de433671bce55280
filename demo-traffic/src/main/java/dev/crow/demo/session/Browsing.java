package dev.crow.demo.session;

import dev.crow.demo.world.Category;
import dev.crow.demo.world.PlantedTruths;
import dev.crow.demo.world.Product;
import dev.crow.demo.world.Query;
import dev.crow.demo.world.Variant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Looking around: front page, categories, search, products. */
final class Browsing {

  private static final double SHARE_OF_VAIN_SEARCHES = 0.22;
  private static final double LEAVES_SLOW_PAGE = 0.45;

  /** What a raised price leaves of the wish to buy. */
  private static final double TOO_EXPENSIVE = 0.15;

  private final Visit visit;
  private final PageSpeed speed;

  Browsing(Visit visit) {
    this.visit = visit;
    this.speed = new PageSpeed(visit);
  }

  void home() {
    visit.category = null;
    visit.recorder.open("/", "For outside");
    speed.usual();
    visit.recorder.pause(9);
    scroll(0.5);
    if (visit.dice.chance(0.03)) {
      visit.recorder.event(Types.CUSTOM, Facts.of("name", "newsletter_signup"));
    } else if (visit.dice.chance(0.3)) {
      visit.recorder.event(
          Types.CLICK,
          Facts.of("text", "New this season").and("element", "a").and("selector", ".hero a"));
    }
  }

  void category() {
    Category category = visit.dice.pick(visit.world.catalogue().categories());
    visit.category = category.id();
    visit.recorder.open(category.path(), category.name());
    boolean slow =
        category.id().equals(PlantedTruths.SLOW_CATEGORY)
            && visit.meets(PlantedTruths.SLOW_CATEGORY_PAGE);
    if (slow) {
      speed.slow();
      if (visit.dice.chance(LEAVES_SLOW_PAGE)) {
        visit.giveUp();
        return;
      }
    } else {
      speed.usual();
    }
    visit.recorder.pause(14);
    scroll(0.8);
  }

  void search() {
    boolean vain =
        visit.dice.chance(SHARE_OF_VAIN_SEARCHES) && visit.meets(PlantedTruths.MISSING_PRODUCT);
    Query query =
        vain
            ? new Query(PlantedTruths.MISSING_QUERY, 0, null, 1)
            : visit.dice.weighted(visit.world.catalogue().queries(), Query::weight);
    visit.category = query.category();
    visit.recorder.open(
        "/search?q=" + URLEncoder.encode(query.text(), StandardCharsets.UTF_8),
        "Search: " + query.text());
    visit.recorder.event(
        Types.SEARCH, Facts.of("query", query.text()).and("results", query.results()));
    speed.usual();
    visit.recorder.pause(query.results() == 0 ? 6 : 11);
    if (query.results() > 2) {
      scroll(0.5);
    }
  }

  void product() {
    show(choose());
  }

  void show(Product product) {
    visit.product = product;
    visit.category = product.category();
    visit.recorder.open(product.path(), product.name());
    speed.usual();
    int price = visit.plants.priceCents(product, visit.recorder.now());
    Facts view = priced(product, price);
    visit.recorder.event(Types.PRODUCT_VIEW, view);
    // Known only when the visitor is done, like in a browser.
    view.and("durationMs", visit.recorder.pause(12).plus(details(product)).toMillis());
    if (product.id().equals(PlantedTruths.RISING_PRODUCT)) {
      visit.meets(PlantedTruths.RISING_PRODUCT_TREND);
    }
    Variant variant = chooseVariant(product);
    double wish = visit.bought ? 0 : visit.persona.addToCart() * product.appeal();
    if (product.id().equals(PlantedTruths.RAISED_PRODUCT)
        && visit.meets(PlantedTruths.PRICE_RISE)) {
      wish *= TOO_EXPENSIVE;
    }
    if (variant.stock() > 0 && !visit.cart.has(product.id()) && visit.dice.chance(wish)) {
      addToCart(product, variant, price);
    }
  }

  void addToCart(Product product, Variant variant, int priceCents) {
    visit.recorder.pause(3);
    visit.cart.add(product, priceCents);
    visit.recorder.event(
        Types.ADD_TO_CART,
        priced(product, priceCents).and("quantity", 1).and("variantName", variant.name()));
  }

  private Facts priced(Product product, int priceCents) {
    return Facts.of(product)
        .and("price", Facts.money(priceCents))
        .and("currency", visit.world.catalogue().currency());
  }

  private Duration details(Product product) {
    Duration spent = Duration.ZERO;
    if (visit.dice.chance(0.6)) {
      spent = spent.plus(scroll(1));
    }
    if (visit.dice.chance(0.35)) {
      spent = spent.plus(visit.recorder.pause(5));
      visit.recorder.event(Types.IMAGE_ZOOM, Facts.of(product));
    }
    if (visit.dice.chance(0.06)) {
      visit.recorder.event(Types.MEDIA_PLAY, Facts.of("media", product.slug() + "-film.mp4"));
      spent = spent.plus(visit.recorder.pause(20));
    }
    return spent;
  }

  private Variant chooseVariant(Product product) {
    Variant variant = visit.dice.pick(product.variants());
    if (product.variants().size() > 1 && visit.dice.chance(0.5)) {
      visit.recorder.pause(3);
      visit.recorder.event(
          Types.VARIANT_SELECT,
          Facts.of(product)
              .and("variantId", variant.id())
              .and("variantName", variant.name())
              .and("stock", variant.stock()));
    }
    return variant;
  }

  private Product choose() {
    List<Product> all = visit.world.catalogue().products();
    String shelf = visit.category;
    boolean stays = shelf != null && visit.dice.chance(0.7);
    List<Product> offered =
        all.stream()
            .filter(product -> !stays || product.category().equals(shelf))
            .filter(product -> !product.equals(visit.product))
            .toList();
    return visit.dice.weighted(offered, this::attraction);
  }

  private double attraction(Product product) {
    double popularity = visit.plants.popularity(product, visit.recorder.now());
    return visit.persona.bargain() ? popularity * 8_000 / product.priceCents() : popularity;
  }

  private Duration scroll(double chance) {
    if (!visit.dice.chance(chance)) {
      return Duration.ZERO;
    }
    Duration spent = visit.recorder.pause(4);
    visit.recorder.event(Types.SCROLL, Facts.of("depth", visit.dice.between(2, 10) * 10));
    return spent;
  }
}
