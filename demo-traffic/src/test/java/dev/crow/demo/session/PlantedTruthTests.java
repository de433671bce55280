package dev.crow.demo.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crow.demo.world.PlantedTruth;
import dev.crow.demo.world.PlantedTruths;
import dev.crow.demo.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each planted truth is measurable where it is switched on, and gone where it is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedTruthTests {

  private static final int ENOUGH = 4_000;

  private final List<DemoSession> with = Made.sessions(ENOUGH);
  private final List<DemoSession> without = Made.sessions(ENOUGH, 42, Made.NOW, Set.of());

  @Test
  void recordsNameExistingProductsAndOnlyWhatIsSwitchedOn() {
    assertThat(planted())
        .extracting(PlantedTruth::id)
        .containsExactlyInAnyOrderElementsOf(PlantedTruths.ALL);
    assertThat(planted())
        .flatExtracting(PlantedTruth::products)
        .allSatisfy(id -> assertThat(Made.WORLD.catalogue().product(id).id()).isEqualTo(id));
    assertThat(
            new SessionGenerator(
                    Made.WORLD, 1, Made.NOW, Made.WEEK, Set.of(PlantedTruths.PRICE_RISE))
                .planted())
        .extracting(PlantedTruth::id)
        .containsExactly(PlantedTruths.PRICE_RISE);
    assertThat(without).allSatisfy(s -> assertThat(s.truth().planted()).isEmpty());
  }

  @Test
  void theVoucherIsBrokenForTwoWholeDaysOfTheShop() {
    PlantedTruth.Window window = truth(PlantedTruths.BROKEN_VOUCHER).window();
    assertThat(Duration.between(window.from(), window.to())).isEqualTo(Duration.ofDays(2));
    assertThat(window.from().atZone(Made.WORLD.catalogue().zone()).toLocalTime())
        .isEqualTo(LocalTime.MIDNIGHT);
  }

  @Test
  void aHigherPriceCutsConversion() {
    PlantedTruth truth = truth(PlantedTruths.PRICE_RISE);
    Predicate<DemoSession> after = s -> truth.window().contains(s.startedAt());
    assertEffect(truth, takers(with, after), takers(with, after.negate()));
    assertNoEffect(takers(without, after), takers(without, after.negate()));
    assertThat(prices(with)).containsExactlyInAnyOrder("149.95", "199.95");
    assertThat(prices(without)).containsExactly("149.95");
  }

  @Test
  void aBrokenVoucherButtonCausesAbandonmentAndRage() {
    PlantedTruth truth = truth(PlantedTruths.BROKEN_VOUCHER);
    Predicate<DemoSession> inside = s -> truth.window().contains(s.startedAt());
    assertEffect(truth, abandoned(with, inside), abandoned(with, inside.negate()));
    assertNoEffect(abandoned(without, inside), abandoned(without, inside.negate()));
    assertThat(voucherRage(with))
        .isNotEmpty()
        .allMatch(s -> truth.window().contains(s.endedAt()) || inside.test(s))
        .allMatch(s -> s.truth().planted().contains(truth.id()));
    assertThat(voucherRage(without)).isEmpty();
  }

  @Test
  void oneProductRises() {
    Instant middle = Made.NOW.minus(Made.WEEK.dividedBy(2));
    Predicate<DemoSession> late = s -> !s.startedAt().isBefore(middle);
    assertEffect(
        truth(PlantedTruths.RISING_PRODUCT_TREND), rising(with, late), rising(with, late.negate()));
    assertNoEffect(rising(without, late), rising(without, late.negate()));
  }

  @Test
  void aSlowPageDrivesVisitorsAway() {
    String slow = Made.WORLD.catalogue().category(PlantedTruths.SLOW_CATEGORY).path();
    Predicate<String> other = path -> !path.equals(slow);
    assertEffect(
        truth(PlantedTruths.SLOW_CATEGORY_PAGE), exits(with, slow::equals), exits(with, other));
    assertNoEffect(exits(without, slow::equals), exits(without, other));
    double painted =
        events(with)
            .filter(e -> "LCP".equals(e.properties().get("name")) && e.url().endsWith(slow))
            .mapToInt(e -> (Integer) e.properties().get("value"))
            .average()
            .orElseThrow();
    assertThat(painted).isCloseTo(5_000, within(300.0));
  }

  @Test
  void phonesFailAtTheAddressForm() {
    Predicate<DemoSession> phone = s -> s.truth().device().equals("mobile");
    assertEffect(
        truth(PlantedTruths.MOBILE_ADDRESS_FORM),
        tripped(with, phone),
        tripped(with, phone.negate()));
    assertNoEffect(tripped(without, phone), tripped(without, phone.negate()));
  }

  @Test
  void shoesAndSocksAreBoughtTogether() {
    Predicate<List<String>> shoes = bought -> bought.contains(PlantedTruths.SHOES);
    assertEffect(
        truth(PlantedTruths.BOUGHT_TOGETHER), socks(with, shoes), socks(with, shoes.negate()));
    assertThat(socks(without, shoes)).isLessThan(0.15);
  }

  @Test
  void visitorsSearchInVainForWhatTheShopDoesNotSell() {
    Map<String, Long> vain = vainSearches(with);
    double poncho = Objects.requireNonNull(vain.remove(PlantedTruths.MISSING_QUERY));
    double next = Collections.max(vain.values());
    assertEffect(truth(PlantedTruths.MISSING_PRODUCT), poncho, next);
    assertThat(vainSearches(without)).doesNotContainKey(PlantedTruths.MISSING_QUERY);
  }

  @Test
  void aDemoOfThreeHundredSessionsShowsEveryPlantedTruth() {
    assertThat(Made.sessions(300).stream().flatMap(s -> s.truth().planted().stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(PlantedTruths.ALL);
  }

  private static double takers(List<DemoSession> sessions, Predicate<DemoSession> when) {
    List<GroundTruth> viewers =
        sessions.stream()
            .filter(when)
            .map(DemoSession::truth)
            .filter(truth -> truth.productsViewed().contains(PlantedTruths.RAISED_PRODUCT))
            .toList();
    return share(viewers, t -> t.productsAdded().contains(PlantedTruths.RAISED_PRODUCT));
  }

  private static double abandoned(List<DemoSession> sessions, Predicate<DemoSession> when) {
    List<GroundTruth> checkouts =
        sessions.stream()
            .filter(when)
            .map(DemoSession::truth)
            .filter(truth -> truth.eventTypes().containsKey(Types.CHECKOUT_START))
            .toList();
    return share(checkouts, GroundTruth::abandonedCheckout);
  }

  private static double tripped(List<DemoSession> sessions, Predicate<DemoSession> who) {
    List<DemoSession> checkouts =
        sessions.stream()
            .filter(who)
            .filter(s -> s.truth().eventTypes().containsKey(Types.CHECKOUT_START))
            .toList();
    return share(checkouts, s -> s.events().stream().anyMatch(e -> "address".equals(formError(e))));
  }

  private static Object formError(DemoEvent event) {
    return event.type().equals(Types.FORM_ERROR)
        ? String.valueOf(event.properties().get("form"))
        : "";
  }

  private static double rising(List<DemoSession> sessions, Predicate<DemoSession> when) {
    List<DemoEvent> views =
        events(sessions.stream().filter(when).toList())
            .filter(e -> e.type().equals(Types.PRODUCT_VIEW))
            .toList();
    return share(views, e -> PlantedTruths.RISING_PRODUCT.equals(e.properties().get("productId")));
  }

  private static double exits(List<DemoSession> sessions, Predicate<String> page) {
    long views = 0;
    long last = 0;
    for (DemoSession session : sessions) {
      List<String> paths =
          session.events().stream()
              .filter(e -> e.type().equals(Types.PAGE_VIEW))
              .map(e -> String.valueOf(e.properties().get("path")))
              .toList();
      views += paths.stream().filter(p -> p.startsWith("/collections/")).filter(page).count();
      boolean leaves = paths.getLast().startsWith("/collections/") && page.test(paths.getLast());
      last += leaves ? 1 : 0;
    }
    return (double) last / views;
  }

  private static double socks(List<DemoSession> sessions, Predicate<List<String>> which) {
    List<List<String>> bought =
        sessions.stream()
            .map(s -> s.truth().productsBought())
            .filter(products -> !products.isEmpty())
            .filter(which)
            .toList();
    return share(bought, products -> products.contains(PlantedTruths.SOCKS));
  }

  private static Map<String, Long> vainSearches(List<DemoSession> sessions) {
    return events(sessions)
        .filter(e -> e.type().equals(Types.SEARCH))
        .map(DemoEvent::properties)
        .filter(facts -> Integer.valueOf(0).equals(facts.get("results")))
        .collect(
            Collectors.groupingBy(
                facts -> String.valueOf(facts.get("query")), HashMap::new, Collectors.counting()));
  }

  private static List<DemoSession> voucherRage(List<DemoSession> sessions) {
    return sessions.stream()
        .filter(
            s ->
                s.events().stream()
                    .anyMatch(
                        e ->
                            e.type().equals(Types.RAGE_CLICK)
                                && "Apply voucher".equals(e.properties().get("text"))))
        .toList();
  }

  private static Set<String> prices(List<DemoSession> sessions) {
    return events(sessions)
        .filter(e -> e.type().equals(Types.PRODUCT_VIEW))
        .map(DemoEvent::properties)
        .filter(facts -> PlantedTruths.RAISED_PRODUCT.equals(facts.get("productId")))
        .map(facts -> String.valueOf(facts.get("price")))
        .collect(Collectors.toSet());
  }

  private static <T> double share(List<T> all, Predicate<T> which) {
    return (double) all.stream().filter(which).count() / all.size();
  }

  private static Stream<DemoEvent> events(List<DemoSession> sessions) {
    return sessions.stream().flatMap(session -> session.events().stream());
  }

  private static List<PlantedTruth> planted() {
    return PlantedTruths.of(World.standard(), Made.NOW, Made.WEEK);
  }

  private static PlantedTruth truth(String id) {
    return planted().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
  }

  private static void assertEffect(PlantedTruth truth, double measured, double elsewhere) {
    double factor =
        switch (truth.expectedEffect().direction()) {
          case UP -> measured / elsewhere;
          case DOWN -> elsewhere / measured;
        };
    assertThat(factor).as(truth.id()).isGreaterThan(truth.expectedEffect().factor());
  }

  private static void assertNoEffect(double measured, double elsewhere) {
    assertThat(measured / elsewhere).isBetween(0.65, 1.5);
  }
}
