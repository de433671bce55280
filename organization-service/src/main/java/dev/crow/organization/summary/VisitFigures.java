package dev.crow.organization.summary;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.organization.summary.CatalogueFigures.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts of visits. They name nobody, and hold no words that visitors wrote; of products only those
 * that the catalogue knows are counted, so there are never more counts than products.
 */
final class VisitFigures {

  /** What is counted. */
  enum Kind {
    VISIT,
    OUTCOME,
    ARRIVAL,
    DEVICE,
    LANGUAGE,
    VIEWED,
    PURCHASED
  }

  private static final String EVERY = "";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  VisitFigures(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Within the caller's transaction. A visit counts as it was told first. */
  void add(String organizationId, List<InteractionRecorded> visits) {
    Map<Name, Integer> counts = new LinkedHashMap<>();
    visits.forEach(visit -> count(counts, visit));
    List<Map<String, Object>> rows = new ArrayList<>();
    counts.forEach(
        (name, amount) ->
            rows.add(Map.of("kind", name.kind().name(), "name", name.name(), "amount", amount)));
    jdbc.sql(
            """
            INSERT INTO context_counts (org_id, kind, name, amount)
            SELECT :org, wanted.value ->> 'kind', wanted.value ->> 'name',
              wanted.value ->> 'amount'
            FROM json_each(:rows) wanted
            WHERE NOT EXISTS (SELECT 1 FROM erased_organizations WHERE org_id = :org)
              AND (wanted.value ->> 'kind' NOT IN ('VIEWED', 'PURCHASED')
                OR EXISTS (SELECT 1 FROM context_products p WHERE p.org_id = :org
                  AND p.gone = 0 AND p.external_id = wanted.value ->> 'name'))
            ON CONFLICT (org_id, kind, name)
              DO UPDATE SET amount = context_counts.amount + excluded.amount
            """)
        .param("org", organizationId)
        .param("rows", json.writeValueAsString(rows))
        .update();
  }

  private static void count(Map<Name, Integer> counts, InteractionRecorded visit) {
    one(counts, Kind.VISIT, EVERY);
    InteractionFacts facts = visit.facts();
    if (facts == null) {
      return;
    }
    one(counts, Kind.OUTCOME, facts.outcome());
    one(counts, Kind.ARRIVAL, facts.visitor().arrival());
    one(counts, Kind.DEVICE, facts.visitor().device());
    one(counts, Kind.LANGUAGE, facts.visitor().language());
    for (InteractionFacts.Product product : facts.products()) {
      if (product.roles().contains("viewed")) {
        one(counts, Kind.VIEWED, product.id());
      }
      if (product.roles().contains("purchased")) {
        one(counts, Kind.PURCHASED, product.id());
      }
    }
  }

  private static void one(Map<Name, Integer> counts, Kind kind, @Nullable String name) {
    if (name != null) {
      counts.merge(new Name(kind, name), 1, Integer::sum);
    }
  }

  long visits(String organizationId) {
    return jdbc.sql(
            "SELECT coalesce(sum(amount), 0) FROM context_counts WHERE org_id = ? AND kind = ?")
        .params(organizationId, Kind.VISIT.name())
        .query(Long.class)
        .single();
  }

  List<Counted> most(String organizationId, Kind kind, int limit) {
    return jdbc.sql(
            """
            SELECT name, amount FROM context_counts WHERE org_id = ? AND kind = ?
            ORDER BY amount DESC, name LIMIT ?
            """)
        .params(organizationId, kind.name(), limit)
        .query((row, _) -> new Counted(row.getString("name"), row.getLong("amount")))
        .list();
  }

  /** By the names the catalogue has for them now. */
  List<Counted> mostProducts(String organizationId, Kind kind, int limit) {
    return jdbc.sql(
            """
            SELECT max(p.name) AS name, c.amount FROM context_counts c
            JOIN context_products p ON p.org_id = c.org_id AND p.external_id = c.name
              AND p.gone = 0
            WHERE c.org_id = ? AND c.kind = ?
            GROUP BY c.name, c.amount ORDER BY c.amount DESC, 1 LIMIT ?
            """)
        .params(organizationId, kind.name(), limit)
        .query((row, _) -> new Counted(row.getString("name"), row.getLong("amount")))
        .list();
  }

  long deleteAll(String organizationId) {
    return jdbc.sql("DELETE FROM context_counts WHERE org_id = ?").param(organizationId).update();
  }

  private record Name(Kind kind, String name) {}
}
