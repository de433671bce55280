package dev.crow.product.catalogue;

import dev.crow.relational.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table of prices and stocks as they were. */
final class HistoryStore {

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

  HistoryStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void write(List<Write> writes) {
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

  void forget(Product product) {
    jdbc.sql("DELETE FROM product_history WHERE org_id = ? AND product_id = ?")
        .params(product.organizationId(), product.id())
        .update();
  }

  List<HistoryEntry> read(String organizationId, HistoryQuery query) {
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
        .query(HistoryStore::entry)
        .list();
  }

  private static HistoryEntry entry(ResultSet row, int number) throws SQLException {
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

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
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
