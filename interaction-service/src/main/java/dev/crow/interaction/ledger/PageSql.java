package dev.crow.interaction.ledger;

import dev.crow.relational.Timestamps;
import java.util.HashMap;
import java.util.Map;

/**
 * The statement for one page. Only fixed fragments are put together; every value is bound.
 *
 * @param text SQL with named parameters
 * @param values for the parameters
 */
record PageSql(String text, Map<String, Object> values) {

  static PageSql of(InteractionQuery query) {
    StringBuilder sql = new StringBuilder("SELECT i.* FROM interactions i");
    Map<String, Object> values = new HashMap<>();
    values.put("org", query.organizationId());
    values.put("limit", query.limit());
    if (query.productId() != null) {
      sql.append(
          " JOIN interaction_products p ON p.interaction_id = i.id"
              + " AND p.org_id = :org AND p.product_id = :product");
      values.put("product", query.productId());
    }
    sql.append(" WHERE i.org_id = :org");
    if (query.source() != null) {
      sql.append(" AND i.source = :source");
      values.put("source", query.source());
    }
    if (query.sessionId() != null) {
      sql.append(" AND i.session_id = :session");
      values.put("session", query.sessionId());
    }
    if (query.from() != null) {
      sql.append(" AND i.started_at >= :from");
      values.put("from", Timestamps.format(query.from()));
    }
    if (query.to() != null) {
      sql.append(" AND i.started_at < :to");
      values.put("to", Timestamps.format(query.to()));
    }
    if (query.after() != null) {
      sql.append(" AND (i.started_at, i.id) < (:afterTime, :afterId)");
      values.put("afterTime", Timestamps.format(query.after().startedAt()));
      values.put("afterId", query.after().id());
    }
    sql.append(" ORDER BY i.started_at DESC, i.id DESC LIMIT :limit");
    return new PageSql(sql.toString(), values);
  }
}
