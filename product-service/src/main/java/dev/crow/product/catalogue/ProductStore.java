package dev.crow.product.catalogue;

import dev.crow.relational.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables of products. Many rows travel as one JSON parameter, so a batch is a handful of
 * statements, however many products it holds.
 */
final class ProductStore {

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "org_id",
          "external_id",
          "name",
          "description",
          "brand",
          "category_id",
          "sku",
          "gtin",
          "url",
          "price",
          "list_price",
          "currency",
          "stock",
          "availability",
          "status",
          "images",
          "variants",
          "attributes",
          "origin",
          "kept",
          "drift",
          "seen_at",
          "missing_since",
          "version",
          "created_at",
          "updated_at");
  private static final String NEW_VALUES =
      COLUMNS.stream()
          .map(column -> "value ->> '" + column + "'")
          .collect(Collectors.joining(", "));
  private static final String INSERT =
      """
      INSERT INTO products (%s) SELECT %s FROM json_each(:rows)
      WHERE NOT EXISTS (SELECT 1 FROM erased_organizations WHERE org_id = value ->> 'org_id')
      """
          .formatted(String.join(", ", COLUMNS), NEW_VALUES);
  private static final String UPDATE =
      """
      UPDATE products SET %s FROM json_each(:rows) AS new
      WHERE products.id = new.value ->> 'id' AND products.org_id = new.value ->> 'org_id'
        AND products.version = new.value ->> 'version' - 1
      """
          .formatted(
              COLUMNS.stream()
                  .filter(column -> !column.equals("id") && !column.equals("org_id"))
                  .map(column -> column + " = new.value ->> '" + column + "'")
                  .collect(Collectors.joining(", ")));
  private static final String FORGET_IDENTIFIERS =
      """
      DELETE FROM product_identifiers
      WHERE product_id IN (SELECT value FROM json_each(?))
      """;
  private static final String ADD_IDENTIFIERS =
      """
      INSERT INTO product_identifiers (org_id, kind, value, product_id)
      SELECT value ->> 'org', value ->> 'kind', value ->> 'value', value ->> 'product'
      FROM json_each(?) WHERE true ON CONFLICT DO NOTHING
      """;
  private static final String ADD_HISTORY =
      """
      INSERT INTO product_history
        (org_id, product_id, seq, kind, variant_id, before, after, currency, origin, at)
      SELECT value ->> 'org', value ->> 'product', value ->> 'seq', value ->> 'kind',
        value ->> 'variant', value ->> 'before', value ->> 'after', value ->> 'currency',
        value ->> 'origin', value ->> 'at'
      FROM json_each(?)
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ProductRows rows;

  ProductStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
    this.rows = new ProductRows(json);
  }

  Optional<Product> find(String organizationId, String id) {
    return jdbc.sql("SELECT * FROM products WHERE org_id = ? AND id = ?")
        .params(organizationId, id)
        .query(rows::product)
        .optional();
  }

  List<Product> findAll(String organizationId, Collection<String> ids) {
    return of("id", organizationId, ids);
  }

  List<Product> findByExternalIds(String organizationId, Collection<String> externalIds) {
    return of("external_id", organizationId, externalIds);
  }

  private List<Product> of(String column, String organizationId, Collection<String> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            "SELECT * FROM products WHERE org_id = ? AND "
                + column
                + " IN (SELECT value FROM json_each(?))")
        .params(organizationId, json.writeValueAsString(values))
        .query(rows::product)
        .list();
  }

  /** Those that share one of these identifiers. */
  List<Product> findByIdentifiers(String organizationId, Collection<Identifier> identifiers) {
    if (identifiers.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            SELECT * FROM products WHERE org_id = :org AND id IN (
              SELECT i.product_id FROM json_each(:identifiers) AS wanted
              JOIN product_identifiers i ON i.org_id = :org
                AND i.kind = wanted.value ->> 'kind' AND i.value = wanted.value ->> 'value')
            """)
        .param("org", organizationId)
        .param("identifiers", json.writeValueAsString(identifiers))
        .query(rows::product)
        .list();
  }

  List<Product> page(ProductQuery query) {
    QuerySql sql = QuerySql.of(query, json);
    return jdbc.sql(sql.text()).params(sql.values()).query(rows::product).list();
  }

  /** In the order of ids, across an organization; empty at the end. */
  List<Product> after(String organizationId, String afterId, int limit) {
    return jdbc.sql("SELECT * FROM products WHERE org_id = ? AND id > ? ORDER BY id LIMIT ?")
        .params(organizationId, afterId, limit)
        .query(rows::product)
        .list();
  }

  /** The same across all organizations. */
  List<Product> afterOfAll(String afterId, int limit) {
    return jdbc.sql("SELECT * FROM products WHERE id > ? ORDER BY id LIMIT ?")
        .params(afterId, limit)
        .query(rows::product)
        .list();
  }

  /** Those whose present version is not in the index. */
  List<Product> toIndex(int limit) {
    return jdbc.sql(
            "SELECT * FROM products WHERE indexed_version IS NOT version ORDER BY id LIMIT ?")
        .param(limit)
        .query(rows::product)
        .list();
  }

  void indexed(List<Product> products) {
    jdbc.sql(
            """
            UPDATE products SET indexed_version = new.value ->> 'version' FROM json_each(?) AS new
            WHERE products.id = new.value ->> 'id'
            """)
        .param(
            json.writeValueAsString(
                products.stream().map(p -> Map.of("id", p.id(), "version", p.version())).toList()))
        .update();
  }

  void seen(String organizationId, String id, Instant at) {
    jdbc.sql("UPDATE products SET seen_at = ? WHERE org_id = ? AND id = ?")
        .params(Timestamps.format(at), organizationId, id)
        .update();
  }

  /** Returns how many were stored; what is fewer than all means that nothing may be committed. */
  int write(List<Write> writes) {
    List<Write> fresh = writes.stream().filter(write -> write.before() == null).toList();
    List<Write> changed = writes.stream().filter(write -> write.before() != null).toList();
    int stored = 0;
    if (!fresh.isEmpty()) {
      stored += jdbc.sql(INSERT).param("rows", rowsOf(fresh)).update();
    }
    if (!changed.isEmpty()) {
      stored += jdbc.sql(UPDATE).param("rows", rowsOf(changed)).update();
    }
    writeIdentifiers(writes);
    writeHistory(writes);
    return stored;
  }

  private String rowsOf(List<Write> writes) {
    return json.writeValueAsString(
        writes.stream().map(write -> ProductRows.row(write.after())).toList());
  }

  private void writeIdentifiers(List<Write> writes) {
    List<Write> different =
        writes.stream()
            .filter(
                write ->
                    write.before() == null
                        || !Identifier.of(write.before().content())
                            .equals(Identifier.of(write.after().content())))
            .toList();
    List<String> known =
        different.stream()
            .filter(write -> write.before() != null)
            .map(write -> write.after().id())
            .toList();
    if (!known.isEmpty()) {
      jdbc.sql(FORGET_IDENTIFIERS).param(json.writeValueAsString(known)).update();
    }
    List<Map<String, String>> identifiers =
        different.stream().flatMap(write -> identifiers(write.after())).toList();
    if (!identifiers.isEmpty()) {
      jdbc.sql(ADD_IDENTIFIERS).param(json.writeValueAsString(identifiers)).update();
    }
  }

  private static Stream<Map<String, String>> identifiers(Product product) {
    return Identifier.of(product.content()).stream()
        .map(
            identifier ->
                Map.of(
                    "org", product.organizationId(),
                    "kind", identifier.kind().name(),
                    "value", identifier.value(),
                    "product", product.id()));
  }

  private void writeHistory(List<Write> writes) {
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (Write write : writes) {
      for (HistoryEntry entry : write.history()) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("org", write.after().organizationId());
        row.put("product", write.after().id());
        row.put("seq", entry.id());
        row.put("kind", entry.kind());
        row.put("variant", Objects.requireNonNullElse(entry.variantId(), ""));
        row.put("before", entry.before());
        row.put("after", entry.after());
        row.put("currency", entry.currency());
        row.put("origin", entry.origin());
        row.put("at", Timestamps.format(entry.at()));
        entries.add(row);
      }
    }
    if (!entries.isEmpty()) {
      jdbc.sql(ADD_HISTORY).param(json.writeValueAsString(entries)).update();
    }
  }

  /** Returns false if that version is no longer there. */
  boolean delete(Product product) {
    boolean deleted =
        jdbc.sql("DELETE FROM products WHERE org_id = ? AND id = ? AND version = ?")
                .params(product.organizationId(), product.id(), product.version())
                .update()
            == 1;
    jdbc.sql("DELETE FROM product_identifiers WHERE product_id = ?").param(product.id()).update();
    jdbc.sql("DELETE FROM product_history WHERE org_id = ? AND product_id = ?")
        .params(product.organizationId(), product.id())
        .update();
    jdbc.sql("INSERT INTO forgotten_products (product_id, org_id) VALUES (?, ?)")
        .params(product.id(), product.organizationId())
        .update();
    return deleted;
  }

  List<HistoryEntry> history(String organizationId, HistoryQuery query) {
    Map<String, Object> values = new HashMap<>();
    values.put("org", organizationId);
    values.put("product", query.productId());
    values.put("limit", query.limit());
    StringBuilder sql =
        new StringBuilder(
            "SELECT * FROM product_history WHERE org_id = :org AND product_id = :product");
    if (query.kind() != null) {
      sql.append(" AND kind = :kind");
      values.put("kind", query.kind().name());
    }
    if (query.before() != null) {
      sql.append(" AND seq < :before");
      values.put("before", query.before());
    }
    return jdbc.sql(sql.append(" ORDER BY seq DESC LIMIT :limit").toString())
        .params(values)
        .query(ProductStore::entry)
        .list();
  }

  private static HistoryEntry entry(java.sql.ResultSet row, int number)
      throws java.sql.SQLException {
    String variant = row.getString("variant_id");
    return new HistoryEntry(
        row.getString("seq"),
        HistoryEntry.Kind.valueOf(row.getString("kind")),
        variant.isEmpty() ? null : variant,
        number(row, "before"),
        number(row, "after"),
        row.getString("currency"),
        Origin.valueOf(row.getString("origin")),
        Timestamps.parse(row.getString("at")));
  }

  private static @Nullable Long number(java.sql.ResultSet row, String column)
      throws java.sql.SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /**
   * Which changes of a product are listed, newest first.
   *
   * @param productId whose
   * @param kind or null for both
   * @param before id of the entry before, or null
   * @param limit most
   */
  record HistoryQuery(
      String productId, HistoryEntry.@Nullable Kind kind, @Nullable String before, int limit) {}
}
