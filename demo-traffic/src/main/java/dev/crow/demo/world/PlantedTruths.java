package dev.crow.demo.world;

import dev.crow.demo.world.PlantedTruth.Direction;
import dev.crow.demo.world.PlantedTruth.Effect;
import dev.crow.demo.world.PlantedTruth.Kind;
import dev.crow.demo.world.PlantedTruth.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What is planted in the standard world. */
public final class PlantedTruths {

  /** The price of {@link #RAISED_PRODUCT} rises, and fewer buy it. */
  public static final String PRICE_RISE = "price-rise";

  /** The button "Apply voucher" does nothing on two days. */
  public static final String BROKEN_VOUCHER = "broken-voucher";

  /** {@link #RISING_PRODUCT} is looked at more every day. */
  public static final String RISING_PRODUCT_TREND = "rising-product";

  /** The page of {@link #SLOW_CATEGORY} takes five seconds to appear. */
  public static final String SLOW_CATEGORY_PAGE = "slow-category";

  /** The address form refuses postcodes typed on phones. */
  public static final String MOBILE_ADDRESS_FORM = "mobile-address-form";

  /** Who takes {@link #SHOES} takes {@link #SOCKS} as well. */
  public static final String BOUGHT_TOGETHER = "bought-together";

  /** Visitors search for {@link #MISSING_QUERY}, and find nothing. */
  public static final String MISSING_PRODUCT = "missing-product";

  /** Product whose price rises. */
  public static final String RAISED_PRODUCT = "p-101";

  /** Product that becomes popular. */
  public static final String RISING_PRODUCT = "p-504";

  /** One of the two products bought together. */
  public static final String SHOES = "p-401";

  /** The other of the two products bought together. */
  public static final String SOCKS = "p-305";

  /** Category with the slow page. */
  public static final String SLOW_CATEGORY = "camp";

  /** What visitors search for in vain. */
  public static final String MISSING_QUERY = "rain poncho";

  /** Every planted truth's id. */
  public static final Set<String> ALL =
      Set.of(
          PRICE_RISE,
          BROKEN_VOUCHER,
          RISING_PRODUCT_TREND,
          SLOW_CATEGORY_PAGE,
          MOBILE_ADDRESS_FORM,
          BOUGHT_TOGETHER,
          MISSING_PRODUCT);

  private PlantedTruths() {}

  /**
   * All planted truths of the standard world.
   *
   * @param world whose products they concern
   * @param now end of the time sessions are made for
   * @param span length of that time
   * @return one record for each of {@link #ALL}
   */
  public static List<PlantedTruth> of(World world, Instant now, Duration span) {
    Windows windows = new Windows(world.catalogue().zone(), now, span);
    String camp = world.catalogue().category(SLOW_CATEGORY).path();
    return List.of(
        priceRise(world, windows.between(4, 7)),
        brokenVoucher(windows.between(1, 3)),
        risingProduct(world, windows.between(0, 7)),
        new PlantedTruth(
            SLOW_CATEGORY_PAGE,
            "The page of the category Camp takes about five seconds to appear.",
            Kind.SLOWNESS,
            List.of(),
            List.of(camp),
            windows.between(0, 7),
            new Effect(
                "share of views of the page after which the visitor leaves, against other"
                    + " categories",
                Direction.UP,
                1.5)),
        new PlantedTruth(
            MOBILE_ADDRESS_FORM,
            "The address form refuses postcodes typed on phones.",
            Kind.SEGMENT,
            List.of(),
            List.of("/checkout"),
            windows.between(0, 7),
            new Effect(
                "share of checkouts with an error in the address form, against other devices",
                Direction.UP,
                3)),
        boughtTogether(world, windows.between(0, 7)),
        new PlantedTruth(
            MISSING_PRODUCT,
            "Visitors search for a rain poncho, which the shop does not sell.",
            Kind.DEMAND,
            List.of(),
            List.of("/search"),
            windows.between(0, 7),
            new Effect(
                "searches for \"" + MISSING_QUERY + "\", against any other without results",
                Direction.UP,
                4)));
  }

  private static PlantedTruth priceRise(World world, Window window) {
    Product product = world.catalogue().product(RAISED_PRODUCT);
    return new PlantedTruth(
        PRICE_RISE,
        "The price of " + product.name() + " rises by a third.",
        Kind.PRICE,
        List.of(product.id()),
        List.of(product.path()),
        window,
        new Effect(
            "share of sessions viewing the product that put it into the cart",
            Direction.DOWN,
            2.5));
  }

  private static PlantedTruth brokenVoucher(Window window) {
    return new PlantedTruth(
        BROKEN_VOUCHER,
        "The button \"Apply voucher\" at checkout does nothing on two days.",
        Kind.BREAKAGE,
        List.of(),
        List.of("/checkout"),
        window,
        new Effect("share of checkouts that are abandoned", Direction.UP, 1.3));
  }

  private static PlantedTruth risingProduct(World world, Window window) {
    Product product = world.catalogue().product(RISING_PRODUCT);
    return new PlantedTruth(
        RISING_PRODUCT_TREND,
        product.name() + " is looked at more every day.",
        Kind.TREND,
        List.of(product.id()),
        List.of(product.path()),
        window,
        new Effect(
            "share of product views in the second half of the window, against the first",
            Direction.UP,
            2));
  }

  private static PlantedTruth boughtTogether(World world, Window window) {
    Product shoes = world.catalogue().product(SHOES);
    Product socks = world.catalogue().product(SOCKS);
    return new PlantedTruth(
        BOUGHT_TOGETHER,
        "Who buys " + shoes.name() + " buys " + socks.name() + " as well.",
        Kind.AFFINITY,
        List.of(shoes.id(), socks.id()),
        List.of(shoes.path(), socks.path()),
        window,
        new Effect(
            "share of purchases with the socks among those with the shoes, against the others",
            Direction.UP,
            3));
  }
}
