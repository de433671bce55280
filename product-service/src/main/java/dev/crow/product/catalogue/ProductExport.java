package dev.crow.product.catalogue;

import dev.crow.contracts.export.v1.ExportKinds;
import dev.crow.contracts.export.v1.ExportPartOrdered;
import dev.crow.exporting.ExportSource;
import dev.crow.product.category.CategoryTree;
import java.util.List;
import java.util.Objects;

/** The whole catalogue for exports, as it is now, in the order in which products came in. */
final class ProductExport implements ExportSource {

  private final Catalogue catalogue;

  ProductExport(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public String kind() {
    return ExportKinds.PRODUCTS;
  }

  @Override
  public Rows read(ExportPartOrdered order, int atMost) {
    String organization = order.organizationId();
    CategoryTree tree = catalogue.categories(organization);
    List<Product> page =
        catalogue.after(organization, Objects.requireNonNullElse(order.after(), ""), atMost);
    return new Rows(
        page.stream().map(product -> ProductView.of(product, tree)).toList(),
        page.size() < atMost ? null : page.getLast().id(),
        null);
  }
}
