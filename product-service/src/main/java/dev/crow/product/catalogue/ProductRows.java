package dev.crow.product.catalogue;

import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Products as rows, and rows as products. */
final class ProductRows {

  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Set<String>> NAMES = new TypeReference<>() {};
  private static final TypeReference<List<Variant>> VARIANTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};
  private static final TypeReference<List<Drift>> DRIFTS = new TypeReference<>() {};

  private final JsonMapper json;

  ProductRows(JsonMapper json) {
    this.json = json;
  }

  /** By column; lists and maps become JSON text when the row is taken out of JSON. */
  static Map<String, @Nullable Object> row(Product product) {
    ProductContent content = product.content();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", product.id());
    row.put("org_id", product.organizationId());
    row.put("external_id", product.externalId());
    row.put("name", content.name());
    row.put("description", content.description());
    row.put("brand", content.brand());
    row.put("category_id", content.categoryId());
    row.put("sku", content.sku());
    row.put("gtin", content.gtin());
    row.put("url", content.url());
    row.put("price", content.price());
    row.put("list_price", content.listPrice());
    row.put("currency", content.currency());
    row.put("stock", content.stock());
    row.put("availability", content.availability());
    row.put("status", content.status());
    row.put("images", content.images());
    row.put("variants", content.variants());
    row.put("attributes", content.attributes());
    row.put("origin", product.origin());
    row.put("kept", product.kept().stream().sorted().toList());
    row.put("drift", product.drift());
    row.put("seen_at", format(product.seenAt()));
    row.put("missing_since", format(product.missingSince()));
    row.put("version", product.version());
    row.put("created_at", Timestamps.format(product.createdAt()));
    row.put("updated_at", Timestamps.format(product.updatedAt()));
    return row;
  }

  Product product(ResultSet row, int number) throws SQLException {
    return new Product(
        row.getString("id"),
        row.getString("org_id"),
        content(row),
        Origin.valueOf(row.getString("origin")),
        json.readValue(row.getString("kept"), NAMES),
        json.readValue(row.getString("drift"), DRIFTS),
        parse(row.getString("seen_at")),
        parse(row.getString("missing_since")),
        row.getLong("version"),
        Timestamps.parse(row.getString("created_at")),
        Timestamps.parse(row.getString("updated_at")));
  }

  private ProductContent content(ResultSet row) throws SQLException {
    String availability = row.getString("availability");
    return new ProductContent(
        row.getString("external_id"),
        row.getString("name"),
        row.getString("description"),
        row.getString("brand"),
        row.getString("category_id"),
        row.getString("sku"),
        row.getString("gtin"),
        row.getString("url"),
        number(row, "price"),
        number(row, "list_price"),
        row.getString("currency"),
        number(row, "stock"),
        availability == null ? null : Availability.valueOf(availability),
        Status.valueOf(row.getString("status")),
        json.readValue(row.getString("images"), TEXTS),
        json.readValue(row.getString("variants"), VARIANTS),
        json.readValue(row.getString("attributes"), ATTRIBUTES));
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable String format(@Nullable Instant instant) {
    return instant == null ? null : Timestamps.format(instant);
  }

  private static @Nullable Instant parse(@Nullable String text) {
    return text == null ? null : Timestamps.parse(text);
  }
}
