package dev.crow.product.search;

import dev.crow.product.catalogue.Catalogue;
import dev.crow.product.catalogue.Product;
import dev.crow.vectorindex.IndexRebuild;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows the index is made from, in the order of their ids. */
record ProductRows(Catalogue catalogue) implements IndexRebuild.Rows<Product> {

  private static final int BATCH = 32;

  @Override
  public List<Product> after(@Nullable String cursor) {
    return catalogue.afterOfAll(Objects.requireNonNullElse(cursor, ""), BATCH);
  }

  @Override
  public String cursor(Product row) {
    return row.id();
  }
}
