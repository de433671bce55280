package dev.crow.product.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Columns of a CSV file, by the names shops give them. */
enum Column {
  EXTERNAL_ID("externalid", "id", "productid", "handle"),
  NAME("name", "title", "productname"),
  DESCRIPTION("description", "body"),
  BRAND("brand", "vendor", "manufacturer"),
  CATEGORY("category", "categories", "producttype", "productcategory"),
  SKU("sku"),
  GTIN("gtin", "ean", "upc", "isbn", "barcode"),
  URL("url", "link", "producturl"),
  PRICE("price"),
  PRICE_MINOR("priceminor", "pricecents"),
  LIST_PRICE("listprice", "compareatprice"),
  CURRENCY("currency", "pricecurrency"),
  STOCK("stock", "quantity", "inventory"),
  AVAILABILITY("availability"),
  STATUS("status"),
  IMAGES("images", "image", "imagelink", "imageurl"),
  VARIANT_ID("variantid"),
  VARIANT_NAME("variantname", "varianttitle"),
  VARIANT_SKU("variantsku"),
  VARIANT_GTIN("variantgtin", "variantbarcode"),
  VARIANT_PRICE("variantprice"),
  VARIANT_STOCK("variantstock");

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so.
  private final List<String> names;

  Column(String... names) {
    this.names = List.of(names);
  }

  static Optional<Column> of(String header) {
    String plain = header.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", "");
    return Arrays.stream(values()).filter(column -> column.names.contains(plain)).findFirst();
  }
}
