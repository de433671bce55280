package dev.crow.product.search;

import dev.crow.product.catalogue.Catalogue;
import dev.crow.product.catalogue.Product;
import dev.crow.vectorindex.VectorIndexException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings the index after the rows: what changed goes in, what is gone goes out. Rows say themselves
 * whether they are in, so a crash loses nothing, and an import need not wait for the embedding
 * model.
 */
final class ProductIndexing {

  private static final Logger log = LoggerFactory.getLogger(ProductIndexing.class);

  /** So few that a search need not wait long for the embedding model. */
  private static final int BATCH = 32;

  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  private final Catalogue catalogue;
  private final ProductVectors vectors;
  private final JdbcClient jdbc;

  ProductIndexing(Catalogue catalogue, ProductVectors vectors, JdbcClient jdbc) {
    this.catalogue = catalogue;
    this.vectors = vectors;
    this.jdbc = jdbc;
  }

  /** Indexes a batch; returns how long the next one may wait. */
  Duration step() {
    try {
      return index() + forget() > 0 ? Duration.ZERO : IDLE;
    } catch (DataAccessException | VectorIndexException e) {
      log.warn("Products wait for their index: {}", e.getMessage());
      return AFTER_FAILURE;
    }
  }

  /** Returns how many products it put in. */
  private int index() {
    List<Product> products = catalogue.toIndex(BATCH);
    if (!products.isEmpty()) {
      put(products);
      catalogue.indexed(products);
    }
    return products.size();
  }

  /** Rows may change or go between their reading and their writing, so they are looked at again. */
  void put(List<Product> products) {
    vectors.put(products, catalogue::categories);
    products.stream()
        .collect(Collectors.groupingBy(Product::organizationId))
        .forEach(this::lookAgain);
  }

  private void lookAgain(String organizationId, List<Product> products) {
    Map<String, Product> now =
        catalogue.findInOrder(organizationId, products.stream().map(Product::id).toList()).stream()
            .collect(Collectors.toMap(Product::id, Function.identity()));
    List<Product> amended = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (Product product : products) {
      Product current = now.get(product.id());
      if (current == null) {
        gone.add(product.id());
      } else if (current.version() != product.version()) {
        amended.add(current);
      }
    }
    if (!amended.isEmpty()) {
      vectors.put(amended, catalogue::categories);
    }
    vectors.forget(organizationId, gone);
  }

  private int forget() {
    List<Gone> gone =
        jdbc.sql("SELECT product_id, org_id FROM forgotten_products LIMIT " + BATCH)
            .query((row, _) -> new Gone(row.getString("product_id"), row.getString("org_id")))
            .list();
    Map<String, List<String>> byOrganization =
        gone.stream()
            .collect(
                Collectors.groupingBy(
                    Gone::organizationId,
                    Collectors.mapping(Gone::productId, Collectors.toCollection(ArrayList::new))));
    byOrganization.forEach(vectors::forget);
    gone.forEach(
        one ->
            jdbc.sql("DELETE FROM forgotten_products WHERE product_id = ?")
                .param(one.productId())
                .update());
    return gone.size();
  }

  private record Gone(String productId, String organizationId) {}
}
