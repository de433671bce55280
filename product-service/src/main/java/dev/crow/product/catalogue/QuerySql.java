package dev.crow.product.catalogue;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Puts a list's SQL together from fixed fragments; every value is bound. */
final class QuerySql {

  private final StringBuilder text =
      new StringBuilder("SELECT * FROM products WHERE org_id = :org");
  private final Map<String, Object> values = new HashMap<>();

  private QuerySql() {}

  static QuerySql of(ProductQuery query, JsonMapper json) {
    QuerySql sql = new QuerySql();
    sql.values.put("org", query.organizationId());
    String name = query.text();
    sql.and(" AND instr(lower(name), lower(:text)) > 0", "text", name);
    if (query.categories() != null) {
      sql.and(
          " AND category_id IN (SELECT value FROM json_each(:categories))",
          "categories",
          json.writeValueAsString(query.categories()));
    }
    sql.and(" AND brand = :brand", "brand", query.brand());
    sql.and(
        " AND status = :status", "status", query.status() == null ? null : query.status().name());
    sql.and(
        " AND origin = :origin", "origin", query.origin() == null ? null : query.origin().name());
    sql.and(" AND external_id = :external", "external", query.externalId());
    Identifier identifier = query.identifier();
    if (identifier != null) {
      sql.values.put("kind", identifier.kind().name());
      sql.and(
          " AND id IN (SELECT product_id FROM product_identifiers"
              + " WHERE org_id = :org AND kind = :kind AND value = :identifier)",
          "identifier",
          identifier.value());
    }
    if (query.inStock() != null) {
      sql.text.append(query.inStock() ? " AND stock > 0" : " AND stock = 0");
    }
    sql.and(" AND price >= :minPrice", "minPrice", query.minPrice());
    sql.and(" AND price <= :maxPrice", "maxPrice", query.maxPrice());
    if (query.missing()) {
      sql.text.append(" AND missing_since IS NOT NULL");
    }
    if (query.drifted()) {
      sql.text.append(" AND drift <> '[]'");
    }
    sql.and(" AND id < :before", "before", query.before());
    sql.and(" ORDER BY id DESC LIMIT :limit", "limit", query.limit());
    return sql;
  }

  private void and(String fragment, String name, @Nullable Object value) {
    if (value != null) {
      text.append(fragment);
      values.put(name, value);
    }
  }

  String text() {
    return text.toString();
  }

  Map<String, Object> values() {
    return values;
  }
}
