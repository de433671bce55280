package dev.crow.product.catalogue;

import dev.crow.relational.Timestamps;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ProductRows rows;
  private final IdentifierStore identifiers;
  private final HistoryStore history;

  ProductStore(JdbcClient jdbc, JsonMapper json, HistoryStore history) {
    this.jdbc = jdbc;
    this.json = json;
    this.rows = new ProductRows(json);
    this.identifiers = new IdentifierStore(jdbc, json);
    this.history = history;
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
              CROSS JOIN product_identifiers i ON i.org_id = :org
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
    identifiers.write(writes);
    history.write(writes);
    return stored;
  }

  private String rowsOf(List<Write> writes) {
    return json.writeValueAsString(
        writes.stream().map(write -> ProductRows.row(write.after())).toList());
  }

  /** Returns false if that version is no longer there. */
  boolean delete(Product product) {
    boolean deleted =
        jdbc.sql("DELETE FROM products WHERE org_id = ? AND id = ? AND version = ?")
                .params(product.organizationId(), product.id(), product.version())
                .update()
            == 1;
    identifiers.forget(product);
    history.forget(product);
    jdbc.sql("INSERT INTO forgotten_products (product_id, org_id) VALUES (?, ?)")
        .params(product.id(), product.organizationId())
        .update();
    return deleted;
  }
}
