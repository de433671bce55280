package dev.crow.demo.session;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the truth of a session off its events, so that it cannot differ from what is sent. */
final class TruthReader {

  private static final Set<String> FRICTION =
      Set.of(Types.RAGE_CLICK, Types.DEAD_CLICK, Types.ERROR, Types.API_ERROR, Types.FORM_ERROR);
  private static final double SLOW_MILLIS = 4_000;

  private final Set<String> viewed = new LinkedHashSet<>();
  private final Set<String> added = new LinkedHashSet<>();
  private final Set<String> bought = new LinkedHashSet<>();
  private final Set<String> friction = new LinkedHashSet<>();
  private final Map<String, Integer> types = new LinkedHashMap<>();
  private final Map<String, Integer> cart = new LinkedHashMap<>();
  private @Nullable BigDecimal total;

  private TruthReader() {}

  static GroundTruth read(
      String sessionId,
      String persona,
      Device device,
      boolean endsExplicitly,
      Collection<String> planted,
      List<DemoEvent> events) {
    TruthReader reader = new TruthReader();
    events.forEach(reader::add);
    boolean purchased = reader.types.containsKey(Types.PURCHASE);
    boolean checkout = reader.types.containsKey(Types.CHECKOUT_START);
    return new GroundTruth(
        sessionId,
        persona,
        device.name().toLowerCase(Locale.ROOT),
        events.getFirst().timestamp(),
        events.getLast().timestamp(),
        endsExplicitly,
        purchased,
        reader.total,
        checkout && !purchased,
        !reader.cart.isEmpty() && !checkout,
        List.copyOf(reader.viewed),
        List.copyOf(reader.added),
        List.copyOf(reader.bought),
        List.copyOf(reader.friction),
        List.copyOf(planted),
        events.size(),
        Collections.unmodifiableMap(reader.types),
        events.stream().map(DemoEvent::eventId).toList());
  }

  private void add(DemoEvent event) {
    types.merge(event.type(), 1, Integer::sum);
    if (FRICTION.contains(event.type())) {
      friction.add(event.type());
    }
    Map<String, Object> facts = event.properties();
    switch (event.type()) {
      case Types.PRODUCT_VIEW -> viewed.add(product(facts));
      case Types.ADD_TO_CART -> {
        added.add(product(facts));
        cart.merge(product(facts), quantity(facts), Integer::sum);
      }
      case Types.REMOVE_FROM_CART ->
          cart.computeIfPresent(
              product(facts), (_, held) -> held > quantity(facts) ? held - quantity(facts) : null);
      case Types.PURCHASE -> {
        total = (BigDecimal) facts.get("total");
        items(facts).forEach(item -> bought.add(product(item)));
      }
      case Types.SEARCH -> note("no_results", Integer.valueOf(0).equals(facts.get("results")));
      case Types.WEB_VITAL ->
          note(
              "slow_page",
              "LCP".equals(facts.get("name"))
                  && facts.get("value") instanceof Integer millis
                  && millis > SLOW_MILLIS);
      default -> {
        // Nothing to learn but that it happened.
      }
    }
  }

  private void note(String trouble, boolean happened) {
    if (happened) {
      friction.add(trouble);
    }
  }

  private static List<Map<?, ?>> items(Map<String, Object> facts) {
    List<Map<?, ?>> items = new ArrayList<>();
    if (facts.get("items") instanceof List<?> list) {
      list.forEach(item -> items.add((Map<?, ?>) item));
    }
    return items;
  }

  private static String product(Map<?, ?> facts) {
    return String.valueOf(facts.get("productId"));
  }

  private static int quantity(Map<String, Object> facts) {
    return facts.get("quantity") instanceof Integer quantity ? quantity : 1;
  }
}
