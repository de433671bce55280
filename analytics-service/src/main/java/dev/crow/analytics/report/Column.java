package dev.crow.analytics.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A column of a table.
 *
 * @param name its heading
 * @param reader finds the cell
 */
record Column(String name, Reader reader) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
  private static final String BETWEEN = "; ";

  /** Characters with which a spreadsheet takes a cell for a formula. */
  private static final String FORMULA = "=+-@\t\r";

  private static final List<Column> OF_INTERACTIONS =
      List.of(
          text("id", "/id"),
          time("started_at", "/startedAt"),
          time("ended_at", "/endedAt"),
          text("source", "/source"),
          text("session_id", "/sessionId"),
          text("description", "/description"),
          text("outcome", "/outcome"),
          text("intent", "/assessment/intent"),
          text("sentiment", "/assessment/sentiment"),
          each("product_ids", "/products", "/productId"),
          each("products", "/products", "/name"),
          list("tags", "/tags"),
          number("events", "/eventCount"),
          number("confidence", "/confidence"),
          text("generator", "/generator"),
          number("version", "/version"),
          time("created_at", "/createdAt"));

  private static final List<Column> OF_PATTERNS =
      List.of(
          text("id", "/id"),
          text("period", "/period"),
          text("period_start", "/periodStart"),
          text("period_end", "/periodEnd"),
          text("kind", "/kind"),
          text("status", "/status"),
          text("title", "/title"),
          text("description", "/description"),
          text("advice", "/advice"),
          list("products", "/products"),
          number("confidence", "/confidence"),
          text("measure", "/measure"),
          text("subject", "/subject"),
          text("segment", "/segment"),
          text("direction", "/direction"),
          number("support_count", "/statistics/support/count"),
          number("support_of", "/statistics/support/of"),
          number("support_rate", "/statistics/support/rate"),
          number("baseline_rate", "/statistics/baseline/rate"),
          number("difference", "/statistics/difference/value"),
          number("difference_low", "/statistics/difference/low"),
          number("difference_high", "/statistics/difference/high"),
          number("effect", "/statistics/effect"),
          number("p_value", "/statistics/pValue"),
          text("identity", "/identity"));

  private static final List<Column> OF_PRODUCTS =
      List.of(
          text("id", "/id"),
          text("external_id", "/externalId"),
          text("name", "/name"),
          text("description", "/description"),
          text("brand", "/brand"),
          text("category", "/category"),
          text("sku", "/sku"),
          text("gtin", "/gtin"),
          text("url", "/url"),
          money("price", "/price"),
          money("list_price", "/listPrice"),
          text("currency", "/currency"),
          number("stock", "/stock"),
          text("availability", "/availability"),
          text("status", "/status"),
          text("origin", "/origin"),
          list("images", "/images"),
          each("variants", "/variants", "/id"),
          time("missing_since", "/missingSince"),
          time("created_at", "/createdAt"),
          time("updated_at", "/updatedAt"));

  private static final List<Column> OF_ANALYTICS =
      List.of(
          text("day", "/day"),
          number("visitors", "/visitors"),
          number("sessions", "/sessions"),
          number("page_views", "/pageViews"),
          number("events", "/events"),
          number("orders", "/orders"),
          new Column("revenue", (row, _) -> guarded(revenue(row))));

  /** Finds a cell. */
  @FunctionalInterface
  interface Reader {
    String read(JsonNode row, ZoneId zone);
  }

  static List<Column> of(Kind kind) {
    return switch (kind) {
      case INTERACTIONS -> OF_INTERACTIONS;
      case PATTERNS -> OF_PATTERNS;
      case PRODUCTS -> OF_PRODUCTS;
      case ANALYTICS -> OF_ANALYTICS;
    };
  }

  /** Empty where the row says nothing. */
  String cell(JsonNode row, ZoneId zone) {
    return reader.read(row, zone);
  }

  private static Column text(String name, String path) {
    JsonPointer pointer = JsonPointer.compile(path);
    return new Column(name, (row, _) -> guarded(row.at(pointer).asString("")));
  }

  private static Column number(String name, String path) {
    JsonPointer pointer = JsonPointer.compile(path);
    return new Column(
        name,
        (row, _) -> {
          JsonNode value = row.at(pointer);
          return value.isNumber() ? value.decimalValue().toPlainString() : "";
        });
  }

  private static Column time(String name, String path) {
    JsonPointer pointer = JsonPointer.compile(path);
    return new Column(
        name,
        (row, zone) -> {
          String at = row.at(pointer).asString("");
          return at.isEmpty() ? "" : TIME.format(Instant.parse(at).atZone(zone));
        });
  }

  private static Column list(String name, String path) {
    return each(name, path, "");
  }

  private static Column each(String name, String path, String inside) {
    JsonPointer pointer = JsonPointer.compile(path);
    JsonPointer of = JsonPointer.compile(inside);
    return new Column(
        name,
        (row, _) ->
            guarded(
                row.at(pointer)
                    .valueStream()
                    .map(one -> one.at(of).asString(""))
                    .filter(one -> !one.isEmpty())
                    .collect(Collectors.joining(BETWEEN))));
  }

  private static Column money(String name, String path) {
    JsonPointer pointer = JsonPointer.compile(path);
    JsonPointer currency = JsonPointer.compile("/currency");
    return new Column(
        name,
        (row, _) -> {
          JsonNode minor = row.at(pointer);
          return minor.isNumber()
              ? Money.major(minor.longValue(), row.at(currency).asString("")).toPlainString()
              : "";
        });
  }

  /** Amounts of several currencies cannot be added up. */
  static String revenue(JsonNode row) {
    return row.path("revenue")
        .propertyStream()
        .map(Column::amount)
        .collect(Collectors.joining(BETWEEN));
  }

  private static String amount(Entry<String, JsonNode> one) {
    BigDecimal amount = Money.major(one.getValue().longValue(), one.getKey());
    return amount.toPlainString() + " " + one.getKey();
  }

  /** What visitors typed must not become a formula on somebody's machine. */
  static String guarded(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
