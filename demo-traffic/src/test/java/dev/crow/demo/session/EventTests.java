package dev.crow.demo.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventTests {

  private static final Map<String, Class<?>> PRODUCT =
      Map.of("productId", String.class, "productName", String.class);

  /** The properties the suite reads, by type of event. */
  private static final Map<String, Map<String, Class<?>>> READ =
      Map.ofEntries(
          Map.entry(Types.PAGE_VIEW, Map.of()),
          Map.entry(Types.CLICK, Map.of("text", String.class, "selector", String.class)),
          Map.entry(
              Types.RAGE_CLICK,
              Map.of("text", String.class, "selector", String.class, "count", Integer.class)),
          Map.entry(Types.DEAD_CLICK, Map.of("text", String.class, "selector", String.class)),
          Map.entry(Types.SCROLL, Map.of("depth", Integer.class)),
          Map.entry(Types.SEARCH, Map.of("query", String.class, "results", Integer.class)),
          Map.entry(
              Types.PRODUCT_VIEW,
              with(PRODUCT, "price", BigDecimal.class, "durationMs", Long.class)),
          Map.entry(
              Types.VARIANT_SELECT,
              with(PRODUCT, "variantId", String.class, "variantName", String.class)),
          Map.entry(Types.IMAGE_ZOOM, PRODUCT),
          Map.entry(
              Types.ADD_TO_CART,
              with(PRODUCT, "price", BigDecimal.class, "quantity", Integer.class)),
          Map.entry(Types.REMOVE_FROM_CART, with(PRODUCT, "quantity", Integer.class)),
          Map.entry(
              Types.CHECKOUT_START, Map.of("total", BigDecimal.class, "currency", String.class)),
          Map.entry(
              Types.PURCHASE,
              Map.of(
                  "orderId", String.class,
                  "total", BigDecimal.class,
                  "currency", String.class,
                  "items", List.class)),
          Map.entry(Types.FORM_SUBMIT, Map.of("form", String.class)),
          Map.entry(
              Types.FORM_ERROR,
              Map.of("form", String.class, "field", String.class, "message", String.class)),
          Map.entry(Types.ERROR, Map.of("message", String.class)),
          Map.entry(Types.API_ERROR, Map.of("status", Integer.class, "path", String.class)),
          Map.entry(Types.WEB_VITAL, Map.of("name", String.class, "value", Number.class)),
          Map.entry(Types.MEDIA_PLAY, Map.of("media", String.class)),
          Map.entry(Types.DOWNLOAD, Map.of("file", String.class)),
          Map.entry(Types.CUSTOM, Map.of("name", String.class)));

  private final List<DemoSession> sessions = Made.sessions(1_000);

  @Test
  void everyTypeOfTheVocabularyOccursWithItsProperties() {
    Set<String> seen = new HashSet<>();
    for (DemoSession session : sessions) {
      for (DemoEvent event : session.events()) {
        seen.add(event.type());
        assertThat(READ).containsKey(event.type());
        Objects.requireNonNull(READ.get(event.type()))
            .forEach(
                (name, type) ->
                    assertThat(event.properties().get(name))
                        .as("%s.%s", event.type(), name)
                        .isInstanceOf(type));
      }
    }
    assertThat(seen).isEqualTo(READ.keySet());
  }

  @Test
  void aPurchaseTotalsItsItems() {
    List<DemoEvent> purchases = events(Types.PURCHASE);
    assertThat(purchases).hasSizeGreaterThan(50);
    for (DemoEvent purchase : purchases) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Object item : fact(purchase.properties(), "items", List.class)) {
        Map<?, ?> line = (Map<?, ?>) item;
        BigDecimal price = fact(line, "price", BigDecimal.class);
        sum = sum.add(price.multiply(BigDecimal.valueOf(fact(line, "quantity", Integer.class))));
      }
      assertThat(purchase.properties().get("total")).isEqualTo(sum);
    }
  }

  @Test
  void aVisitorBuysAtMostOnceAndThePurchaseIsTheTruthsTotal() {
    for (DemoSession session : sessions) {
      List<DemoEvent> purchases =
          session.events().stream().filter(e -> e.type().equals(Types.PURCHASE)).toList();
      assertThat(purchases).hasSize(session.truth().purchased() ? 1 : 0);
      purchases.forEach(
          e -> assertThat(e.properties().get("total")).isEqualTo(session.truth().total()));
    }
  }

  @Test
  void onlyProductsInTheCartAreBought() {
    assertThat(sessions)
        .extracting(DemoSession::truth)
        .allSatisfy(truth -> assertThat(truth.productsAdded()).containsAll(truth.productsBought()));
  }

  @Test
  void theTruthCountsTheEventsSent() {
    for (DemoSession session : sessions) {
      GroundTruth truth = session.truth();
      assertThat(truth.eventIds())
          .isEqualTo(session.events().stream().map(DemoEvent::eventId).toList());
      assertThat(truth.eventCount()).isEqualTo(session.events().size());
      assertThat(truth.eventTypes())
          .isEqualTo(
              session.events().stream()
                  .collect(Collectors.groupingBy(DemoEvent::type, Collectors.summingInt(_ -> 1))));
    }
  }

  @Test
  void everyOutcomeOccurs() {
    assertThat(sessions).extracting(s -> s.truth().purchased()).contains(true, false);
    assertThat(sessions).extracting(s -> s.truth().abandonedCheckout()).contains(true);
    assertThat(sessions).extracting(s -> s.truth().abandonedCart()).contains(true);
    assertThat(sessions).extracting(DemoSession::endsExplicitly).contains(true, false);
    assertThat(sessions.stream().flatMap(s -> s.truth().friction().stream()).distinct())
        .containsExactlyInAnyOrder(
            Types.RAGE_CLICK,
            Types.DEAD_CLICK,
            Types.ERROR,
            Types.API_ERROR,
            Types.FORM_ERROR,
            "slow_page",
            "no_results");
  }

  private List<DemoEvent> events(String type) {
    return sessions.stream()
        .flatMap(session -> session.events().stream())
        .filter(event -> event.type().equals(type))
        .toList();
  }

  private static <T> T fact(Map<?, ?> facts, String name, Class<T> type) {
    return type.cast(Objects.requireNonNull(facts.get(name), name));
  }

  private static Map<String, Class<?>> with(Map<String, Class<?>> base, Object... more) {
    Map<String, Class<?>> all = new HashMap<>(base);
    for (int i = 0; i < more.length; i += 2) {
      all.put((String) more[i], (Class<?>) more[i + 1]);
    }
    return all;
  }
}
