package dev.crow.interaction.catalogue;

import dev.crow.contracts.product.v1.ProductChanged;
import dev.crow.contracts.product.v1.ProductChanged.Change;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** This service's own copy of what it needs of catalogues. */
public final class KnownProducts {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  KnownProducts(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Whether the change is newer than what is known; to be asked before anything is written. */
  boolean isNews(ProductChanged change) {
    return jdbc.sql(
                "SELECT count(*) FROM known_products"
                    + " WHERE org_id = ? AND product_id = ? AND version >= ?")
            .params(change.organizationId(), change.productId(), change.version())
            .query(Integer.class)
            .single()
        == 0;
  }

  /** Within the caller's transaction. */
  void put(ProductChanged change) {
    boolean gone = change.change() == Change.DELETED;
    jdbc.sql(
            """
            INSERT INTO known_products (org_id, product_id, external_id, name, version, gone)
            VALUES (:org, :product, :external, :name, :version, :gone)
            ON CONFLICT (org_id, product_id) DO UPDATE SET external_id = excluded.external_id,
              name = excluded.name, version = excluded.version, gone = excluded.gone
            """)
        .param("org", change.organizationId())
        .param("product", change.productId())
        .param("external", gone ? "" : change.externalId())
        .param("name", gone ? "" : change.name())
        .param("version", change.version())
        .param("gone", gone ? 1 : 0)
        .update();
    jdbc.sql("DELETE FROM known_product_keys WHERE org_id = ? AND product_id = ?")
        .params(change.organizationId(), change.productId())
        .update();
    if (!gone) {
      jdbc.sql(
              """
              INSERT INTO known_product_keys (org_id, key, product_id)
              SELECT :org, value, :product FROM json_each(:keys) WHERE true
              """)
          .param("org", change.organizationId())
          .param("product", change.productId())
          .param("keys", json.writeValueAsString(ProductKey.of(change)))
          .update();
    }
  }

  /** The products of each key; a key of several products names none of them for sure. */
  Map<String, KnownProduct> find(String organizationId, Collection<String> keys) {
    Map<String, List<KnownProduct>> found = new HashMap<>();
    jdbc.sql(
            """
            SELECT k.key, p.product_id, p.external_id, p.name
            FROM json_each(:keys) wanted
            CROSS JOIN known_product_keys k ON k.org_id = :org AND k.key = wanted.value
            CROSS JOIN known_products p ON p.org_id = k.org_id AND p.product_id = k.product_id
            """)
        .param("org", organizationId)
        .param("keys", json.writeValueAsString(Set.copyOf(keys)))
        .query(
            row -> {
              KnownProduct product =
                  new KnownProduct(
                      row.getString("product_id"),
                      row.getString("external_id"),
                      row.getString("name"));
              found.merge(
                  row.getString("key"),
                  List.of(product),
                  (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
            });
    Map<String, KnownProduct> unique = new HashMap<>();
    found.forEach(
        (key, products) -> {
          if (products.size() == 1) {
            unique.put(key, products.getFirst());
          }
        });
    return unique;
  }

  /**
   * @param organizationId which is erased
   * @return how many products were forgotten
   */
  public long forgetAll(String organizationId) {
    jdbc.sql("DELETE FROM known_product_keys WHERE org_id = ?").param(organizationId).update();
    return jdbc.sql("DELETE FROM known_products WHERE org_id = ?").param(organizationId).update();
  }
}
