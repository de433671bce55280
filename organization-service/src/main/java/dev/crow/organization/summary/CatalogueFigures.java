package dev.crow.organization.summary;

import dev.crow.contracts.product.v1.ProductChanged;
import dev.crow.contracts.product.v1.ProductChanged.Change;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** This service's own copy of what a summary says of catalogues. */
final class CatalogueFigures {

  private static final int LARGEST = 6;

  private final JdbcClient jdbc;

  CatalogueFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether the change is newer than what is known; to be asked before anything is written. */
  boolean isNews(ProductChanged change) {
    return jdbc.sql(
                "SELECT count(*) FROM context_products"
                    + " WHERE org_id = ? AND product_id = ? AND version >= ?")
            .params(change.organizationId(), change.productId(), change.version())
            .query(Integer.class)
            .single()
        == 0;
  }

  /** Within the caller's transaction. What is gone keeps its version, and nothing else. */
  void put(ProductChanged change) {
    boolean gone = change.change() == Change.DELETED;
    jdbc.sql(
            """
            INSERT INTO context_products (org_id, product_id, external_id, name, brand, category,
              price, currency, version, gone)
            SELECT :org, :product, :external, :name, :brand, :category, :price, :currency,
              :version, :gone
            WHERE NOT EXISTS (SELECT 1 FROM erased_organizations WHERE org_id = :org)
            ON CONFLICT (org_id, product_id) DO UPDATE SET external_id = excluded.external_id,
              name = excluded.name, brand = excluded.brand, category = excluded.category,
              price = excluded.price, currency = excluded.currency, version = excluded.version,
              gone = excluded.gone
            """)
        .param("org", change.organizationId())
        .param("product", change.productId())
        .param("external", gone ? "" : change.externalId())
        .param("name", gone ? "" : change.name())
        .param("brand", gone ? null : change.brand())
        .param("category", gone ? null : change.category())
        .param("price", gone ? null : change.price())
        .param("currency", gone ? null : change.currency())
        .param("version", change.version())
        .param("gone", gone ? 1 : 0)
        .update();
  }

  long products(String organizationId) {
    return count("SELECT count(*)", organizationId);
  }

  long categories(String organizationId) {
    return count("SELECT count(DISTINCT category)", organizationId);
  }

  private long count(String what, String organizationId) {
    return jdbc.sql(what + " FROM context_products WHERE org_id = ? AND gone = 0")
        .param(organizationId)
        .query(Long.class)
        .single();
  }

  List<Counted> largestCategories(String organizationId) {
    return largest("category", organizationId);
  }

  List<Counted> largestBrands(String organizationId) {
    return largest("brand", organizationId);
  }

  private List<Counted> largest(String column, String organizationId) {
    return jdbc.sql(
            "SELECT "
                + column
                + " AS name, count(*) AS amount FROM context_products WHERE org_id = ? AND gone = 0"
                + " AND "
                + column
                + " IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?")
        .params(organizationId, LARGEST)
        .query((row, _) -> new Counted(row.getString("name"), row.getLong("amount")))
        .list();
  }

  /** The currency with the most prices comes first. */
  List<Prices> prices(String organizationId) {
    return jdbc.sql(
            """
            SELECT currency, min(price) AS lowest, max(price) AS highest FROM context_products
            WHERE org_id = ? AND gone = 0 AND price IS NOT NULL AND currency IS NOT NULL
            GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 3
            """)
        .param(organizationId)
        .query(
            (row, _) ->
                new Prices(
                    row.getString("currency"), row.getLong("lowest"), row.getLong("highest")))
        .list();
  }

  long deleteAll(String organizationId) {
    return jdbc.sql("DELETE FROM context_products WHERE org_id = ?").param(organizationId).update();
  }

  /** A name, and how many have it. */
  record Counted(String name, long amount) {}

  /** From the lowest to the highest, in the currency's minor unit. */
  record Prices(String currency, long lowest, long highest) {}
}
