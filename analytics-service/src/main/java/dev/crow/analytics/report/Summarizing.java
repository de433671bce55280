package dev.crow.analytics.report;

import dev.crow.analytics.report.Summary.Figure;
import dev.crow.analytics.report.Summary.Ranking;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Learns row by row what a report's first page says. */
final class Summarizing {

  private static final int TOP = 8;
  private static final String ALL_TIME = "all_time";

  private final Kind kind;
  private final ZoneId zone;
  private final NavigableMap<LocalDate, Long> days = new TreeMap<>();
  private final Tally products = new Tally();
  private final Tally first = new Tally();
  private final Tally second = new Tally();
  private final Tally sums = new Tally();
  private long rows;

  Summarizing(Kind kind, ZoneId zone) {
    this.kind = kind;
    this.zone = zone;
  }

  void add(JsonNode row) {
    rows++;
    switch (kind) {
      case INTERACTIONS -> interaction(row);
      case PATTERNS -> pattern(row);
      case PRODUCTS -> product(row);
      case ANALYTICS -> day(row);
    }
  }

  long rows() {
    return rows;
  }

  private void interaction(JsonNode row) {
    String started = row.path("startedAt").asString("");
    if (!started.isEmpty()) {
      days.merge(LocalDate.ofInstant(Instant.parse(started), zone), 1L, Long::sum);
    }
    first.add(row.path("outcome").asString("").replace('_', ' ').replace('-', ' '), 1);
    second.add(row.path("assessment").path("sentiment").asString(""), 1);
    sums.add("events", row.path("eventCount").longValue(0));
    row.path("products")
        .forEach(
            product ->
                products.add(
                    product.path("name").asString(product.path("productId").asString("")), 1));
  }

  private void pattern(JsonNode row) {
    if (!row.path("period").asString("").equals(ALL_TIME)) {
      days.merge(LocalDate.parse(row.path("periodStart").asString()), 1L, Long::sum);
    }
    first.add(row.path("kind").asString("").replace('_', ' '), 1);
    second.add(row.path("status").asString(""), 1);
    row.path("products").forEach(product -> products.add(product.asString(""), 1));
  }

  private void product(JsonNode row) {
    first.add(row.path("category").asString(""), 1);
    second.add(row.path("brand").asString(""), 1);
    sums.add("priced", row.path("price").isNumber() ? 1 : 0);
    sums.add("missing", row.path("missingSince").isString() ? 1 : 0);
    sums.add("stock", row.path("stock").longValue(0) > 0 ? 1 : 0);
  }

  private void day(JsonNode row) {
    long sessions = row.path("sessions").longValue(0);
    days.merge(LocalDate.parse(row.path("day").asString()), sessions, Long::sum);
    sums.add("sessions", sessions);
    for (String measure : List.of("events", "orders", "pageViews")) {
      sums.add(measure, row.path(measure).longValue(0));
    }
    row.path("revenue")
        .propertyStream()
        .forEach(amount -> first.add(amount.getKey(), amount.getValue().longValue()));
  }

  Summary summary() {
    return switch (kind) {
      case INTERACTIONS ->
          new Summary(
              List.of(
                  figure("Interactions", rows),
                  figure("Events behind them", sums.of("events")),
                  figure("Purchases", first.of("purchased")),
                  figure("Products involved", products.names())),
              "Interactions a day",
              days,
              rankings(
                  products.ranking("Products most involved", TOP),
                  first.ranking("How sessions ended", TOP),
                  second.ranking("Sentiment", TOP)));
      case PATTERNS ->
          new Summary(
              List.of(
                  figure("Patterns", rows),
                  figure("New", second.of("new")),
                  figure("Growing", second.of("growing")),
                  figure("Products involved", products.names())),
              "Patterns by the first day of their period",
              days,
              rankings(
                  products.ranking("Products most involved", TOP),
                  first.ranking("Kinds", TOP),
                  second.ranking("Against the period before", TOP)));
      case PRODUCTS ->
          new Summary(
              List.of(
                  figure("Products", rows),
                  figure("With a price", sums.of("priced")),
                  figure("In stock", sums.of("stock")),
                  figure("Gone from the website", sums.of("missing"))),
              "",
              days,
              rankings(first.ranking("Categories", TOP), second.ranking("Brands", TOP)));
      case ANALYTICS -> new Summary(figuresOfDays(), "Sessions a day", days, List.of());
    };
  }

  /** Visitors of several days cannot be added up: somebody may be among those of two. */
  private List<Figure> figuresOfDays() {
    List<Figure> figures = new ArrayList<>();
    figures.add(figure("Sessions", sums.of("sessions")));
    figures.add(figure("Page views", sums.of("pageViews")));
    figures.add(figure("Orders", sums.of("orders")));
    first
        .top(1)
        .forEach(
            revenue ->
                figures.add(
                    new Figure(
                        "Revenue in " + revenue.label(),
                        Money.major(revenue.count(), revenue.label()).toPlainString())));
    return figures;
  }

  private static List<Ranking> rankings(Ranking... all) {
    return List.of(all).stream().filter(ranking -> !ranking.places().isEmpty()).toList();
  }

  private static Figure figure(String label, long value) {
    return new Figure(label, Numbers.whole(value));
  }
}
