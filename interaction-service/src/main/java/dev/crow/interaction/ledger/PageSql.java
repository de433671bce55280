package dev.crow.interaction.ledger;

import dev.crow.relational.Timestamps;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A statement over rows and archived interactions alike, newest first; of archived ones it gives
 * the place. Both sides are read in the order of their indexes, no further than the limit. Only
 * fixed fragments are put together; every value is bound.
 *
 * @param text SQL with named parameters
 * @param values for the parameters
 */
record PageSql(String text, Map<String, Object> values) {

  private static final String ROWS =
      """
      SELECT id, org_id, source, session_id, run, version, description, outcome, confidence,
        generator, event_count, started_at, ended_at, created_at, metadata,
        NULL AS segment_id, 0 AS line
      FROM interactions x WHERE org_id = :org""";
  private static final String ARCHIVED =
      """
      SELECT id, org_id, source, session_id, 0, version, '', outcome, 0,
        '', event_count, started_at, '', '', '',
        segment_id, line
      FROM archived_interactions x WHERE org_id = :org""";
  private static final String UNION = "\nUNION ALL\n";
  private static final String ORDER = "\nORDER BY started_at DESC, id DESC";
  private static final String PRODUCT_OF_ROW =
      """
      AND EXISTS (SELECT 1 FROM interaction_products p WHERE p.org_id = :org
        AND p.product_id = :product AND p.interaction_id = x.id)""";
  private static final String PRODUCT_ARCHIVED =
      " AND EXISTS (SELECT 1 FROM json_each(x.products) p WHERE p.value = :product)";

  static PageSql of(InteractionQuery query) {
    Map<String, Object> values = new HashMap<>();
    values.put("limit", query.limit());
    return new PageSql(all(query, values) + ORDER + " LIMIT :limit", values);
  }

  /** How many there are, whatever the limit; the only column is {@code interactions}. */
  static PageSql count(InteractionQuery query) {
    Map<String, Object> values = new HashMap<>();
    return new PageSql("SELECT count(*) AS interactions FROM (" + all(query, values) + ")", values);
  }

  private static String all(InteractionQuery query, Map<String, Object> values) {
    StringBuilder conditions = new StringBuilder();
    values.put("org", query.organizationId());
    if (query.source() != null) {
      conditions.append(" AND source = :source");
      values.put("source", query.source());
    }
    if (query.sessionId() != null) {
      conditions.append(" AND session_id = :session");
      values.put("session", query.sessionId());
    }
    if (query.from() != null) {
      conditions.append(" AND started_at >= :from");
      values.put("from", Timestamps.format(query.from()));
    }
    if (query.to() != null) {
      conditions.append(" AND started_at < :to");
      values.put("to", Timestamps.format(query.to()));
    }
    if (query.after() != null) {
      conditions.append(" AND (started_at, id) < (:afterTime, :afterId)");
      values.put("afterTime", Timestamps.format(query.after().startedAt()));
      values.put("afterId", query.after().id());
    }
    boolean byProduct = query.productId() != null;
    if (byProduct) {
      values.put("product", query.productId());
    }
    return ROWS
        + conditions
        + (byProduct ? "\n" + PRODUCT_OF_ROW : "")
        + UNION
        + ARCHIVED
        + conditions
        + (byProduct ? PRODUCT_ARCHIVED : "");
  }

  /** Those of these ids that there are; the ids are one value, for databases limit parameters. */
  static PageSql of(String organizationId, Collection<String> ids, JsonMapper json) {
    String chosen = " AND id IN (SELECT value FROM json_each(:ids))";
    return new PageSql(
        ROWS + chosen + UNION + ARCHIVED + chosen + ORDER,
        Map.of("org", organizationId, "ids", json.writeValueAsString(ids)));
  }
}
