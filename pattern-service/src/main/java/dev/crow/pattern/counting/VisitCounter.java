package dev.crow.pattern.counting;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionFacts.Money;
import dev.crow.contracts.interaction.v1.InteractionFacts.Page;
import dev.crow.contracts.interaction.v1.InteractionFacts.Product;
import dev.crow.contracts.interaction.v1.InteractionFacts.Search;
import dev.crow.contracts.interaction.v1.InteractionFacts.Trouble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts the visits of a day, in any fixed order. Hostile visits cannot make it grow without bound:
 * of each sort only the most frequent subjects are kept. Not thread-safe.
 */
public final class VisitCounter {

  /** Begins the label that names a product. */
  public static final String PRODUCT_NAME = "product:";

  /** Begins the label that tells the currency of a product's price. */
  public static final String CURRENCY = "currency:";

  private static final int SUBJECTS = 400;
  private static final int COMPOUND_SUBJECTS = 1_500;
  private static final int CROWDED = 20_000;
  private static final int VALUES_PER_DIMENSION = 8;
  private static final int TROUBLES = 20;
  private static final int LARGEST_BASKET = 20;
  private static final List<String> WHOLE = List.of();

  private final Counts counts = new Counts();
  private long seen;

  /**
   * @param facts of one more visit
   */
  public void add(InteractionFacts facts) {
    List<String> segments = Segments.of(facts);
    Map<String, String> pages = pageNames(facts);
    Set<String> troubles = troubles(facts, pages);
    funnel(facts, segments, troubles);
    products(facts, segments);
    searches(facts, segments);
    pages(facts, pages, segments);
    troubles.forEach(trouble -> counts.add(Tally.TROUBLE, trouble, 1, segments));
    if (++seen % CROWDED == 0) {
      trim(CROWDED);
    }
  }

  /**
   * @return what was counted; the counter must not be used any more
   */
  public Counts counts() {
    trim(0);
    Map<String, List<String>> byDimension =
        counts.segments().stream().collect(Collectors.groupingBy(Segments::dimension));
    Comparator<String> order =
        Comparator.comparingLong((String s) -> -size(s)).thenComparing(Comparator.naturalOrder());
    Set<String> kept =
        byDimension.entrySet().stream()
            .flatMap(
                dimension ->
                    dimension.getValue().stream()
                        .sorted(order)
                        .limit(
                            dimension.getKey().equals(Segments.TROUBLE)
                                ? TROUBLES
                                : VALUES_PER_DIMENSION))
            .collect(Collectors.toSet());
    counts.keepSegments(kept::contains);
    Set<String> products = new HashSet<>(counts.subjects(Tally.VIEWED));
    products.addAll(counts.subjects(Tally.CARTED));
    products.addAll(counts.subjects(Tally.BOUGHT));
    counts.keepLabels(key -> products.contains(key.substring(key.indexOf(':') + 1)));
    return counts;
  }

  private long size(String segment) {
    return counts.of(Tally.VISITS, Subjects.SHOP, segment)
        + counts.of(Tally.CHECKOUTS, Subjects.SHOP, segment);
  }

  private void trim(int slack) {
    for (Tally tally : Tally.values()) {
      boolean compound = tally == Tally.PAIR || tally == Tally.STEP || tally == Tally.TROUBLE;
      if (counts.size(tally) > slack) {
        counts.keepTop(tally, slack > 0 ? slack / 2 : compound ? COMPOUND_SUBJECTS : SUBJECTS);
      }
    }
  }

  private void funnel(InteractionFacts facts, List<String> segments, Set<String> troubles) {
    count(Tally.VISITS, true, segments);
    count(Tally.VIEWERS, facts.steps().contains("product"), segments);
    count(Tally.CARTERS, facts.steps().contains("cart"), segments);
    boolean checkout = facts.steps().contains("checkout");
    boolean bought = facts.steps().contains("purchase");
    List<String> also = new ArrayList<>(segments);
    troubles.forEach(trouble -> also.add(Segments.TROUBLE + "=" + trouble));
    count(Tally.CHECKOUTS, checkout, also);
    count(Tally.ABANDONED_CHECKOUTS, checkout && !bought, also);
    count(Tally.BUYERS, bought, segments);
    count(Tally.BOUNCED, facts.outcome().equals("bounced"), segments);
    Money revenue = facts.revenue();
    if (revenue != null) {
      String currency = Objects.requireNonNullElse(revenue.currency(), "");
      counts.add(Tally.REVENUE, currency, revenue.minor(), WHOLE);
    }
  }

  private void count(Tally tally, boolean applies, List<String> segments) {
    if (applies) {
      counts.add(tally, Subjects.SHOP, 1, segments);
    }
  }

  private void products(InteractionFacts facts, List<String> segments) {
    List<String> bought = new ArrayList<>();
    for (Product product : facts.products()) {
      String id = product.id();
      boolean carted = product.roles().contains("carted");
      boolean purchased = product.roles().contains("purchased");
      counts.add(Tally.VIEWED, id, 1, segments);
      if (carted || purchased) {
        counts.add(Tally.CARTED, id, 1, segments);
        if (purchased) {
          counts.add(Tally.BOUGHT, id, 1, segments);
          bought.add(id);
        } else {
          counts.add(Tally.LEFT, id, 1, segments);
        }
      }
      name(product);
    }
    baskets(bought);
  }

  private void name(Product product) {
    if (product.name() != null) {
      counts.name(PRODUCT_NAME + product.id(), product.name());
    }
    Money price = product.price();
    if (price != null) {
      counts.add(Tally.PRICED, product.id(), 1, WHOLE);
      counts.add(Tally.PRICE_SUM, product.id(), price.minor(), WHOLE);
      if (price.currency() != null) {
        counts.name(CURRENCY + product.id(), price.currency());
      }
    }
  }

  private void baskets(List<String> bought) {
    if (bought.size() < 2) {
      return;
    }
    List<String> basket = bought.stream().limit(LARGEST_BASKET).sorted().toList();
    counts.add(Tally.BASKETS, Subjects.SHOP, 1, WHOLE);
    for (int i = 0; i < basket.size(); i++) {
      counts.add(Tally.IN_BASKET, basket.get(i), 1, WHOLE);
      for (int j = i + 1; j < basket.size(); j++) {
        counts.add(Tally.PAIR, Subjects.join(basket.get(i), basket.get(j)), 1, WHOLE);
      }
    }
  }

  private void searches(InteractionFacts facts, List<String> segments) {
    if (facts.searches().isEmpty()) {
      return;
    }
    counts.add(Tally.SEARCHERS, Subjects.SHOP, 1, segments);
    Set<String> queries = new LinkedHashSet<>();
    Set<String> vain = new LinkedHashSet<>();
    for (Search search : facts.searches()) {
      queries.add(search.query());
      if (Integer.valueOf(0).equals(search.results())) {
        vain.add(search.query());
      }
    }
    queries.forEach(query -> counts.add(Tally.SEARCHED, query, 1, segments));
    vain.forEach(query -> counts.add(Tally.VAIN, query, 1, segments));
  }

  private void pages(InteractionFacts facts, Map<String, String> names, List<String> segments) {
    List<String> views =
        facts.pages().stream().map(page -> names.getOrDefault(page.path(), page.path())).toList();
    views.stream().distinct().forEach(page -> counts.add(Tally.PAGE, page, 1, segments));
    for (int i = 0; i < views.size(); i++) {
      String page = views.get(i);
      counts.add(Tally.VIEWS, page, 1, WHOLE);
      if (i + 1 < views.size() && !views.get(i + 1).equals(page)) {
        counts.add(Tally.STEPS_FROM, page, 1, WHOLE);
        counts.add(Tally.STEPS_TO, views.get(i + 1), 1, WHOLE);
        counts.add(Tally.STEP, Subjects.join(page, views.get(i + 1)), 1, WHOLE);
      }
    }
    if (!views.isEmpty() && !facts.steps().contains("purchase")) {
      counts.add(Tally.EXITS, views.getLast(), 1, WHOLE);
    }
  }

  /** What each path of the visit is counted as. */
  static Map<String, String> pageNames(InteractionFacts facts) {
    Map<String, String> names = new HashMap<>();
    for (Page page : facts.pages()) {
      names.put(
          page.path(),
          page.product() != null ? Subjects.PRODUCT_PAGES : Subjects.path(page.path()));
    }
    return names;
  }

  /** The troubles of the visit, each once. */
  static Set<String> troubles(InteractionFacts facts, Map<String, String> pages) {
    Set<String> troubles = new LinkedHashSet<>();
    for (Trouble trouble : facts.troubles()) {
      String path = Objects.requireNonNullElse(trouble.path(), "");
      String what = Objects.requireNonNullElse(trouble.what(), "");
      troubles.add(
          Subjects.join(
              trouble.kind(),
              pages.getOrDefault(path, Subjects.path(path)),
              what.startsWith("/") ? Subjects.path(what) : what));
    }
    return troubles;
  }
}
