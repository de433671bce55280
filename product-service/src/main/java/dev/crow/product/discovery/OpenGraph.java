package dev.crow.product.discovery;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a page's Open Graph tags the way JSON-LD would say the same. */
final class OpenGraph {

  private OpenGraph() {}

  /** Null if the page does not say it is about a product. */
  static @Nullable ObjectNode read(Document page, JsonMapper json) {
    String type = first(page, "og:type");
    String amount = first(page, "product:price:amount", "og:price:amount");
    if (amount == null && (type == null || !type.startsWith("product"))) {
      return null;
    }
    ObjectNode product = json.createObjectNode().put("@type", "Product");
    put(product, "name", first(page, "og:title"));
    put(product, "description", first(page, "og:description"));
    put(product, "url", first(page, "og:url"));
    put(product, "brand", first(page, "product:brand", "og:brand"));
    put(product, "category", first(page, "product:category"));
    put(product, "productID", first(page, "product:retailer_item_id"));
    put(product, "sku", first(page, "product:sku", "product:retailer_part_no"));
    put(product, "gtin", first(page, "product:ean", "product:gtin", "product:upc"));
    for (Element image : page.select("meta[property=og:image]")) {
      product.withArrayProperty("image").add(image.attr("content"));
    }
    ObjectNode offer = json.createObjectNode().put("@type", "Offer");
    put(offer, "price", amount);
    put(offer, "priceCurrency", first(page, "product:price:currency", "og:price:currency"));
    put(offer, "availability", first(page, "product:availability", "og:availability"));
    product.set("offers", offer);
    return product;
  }

  private static void put(ObjectNode node, String field, @Nullable String value) {
    if (value != null) {
      node.put(field, value);
    }
  }

  private static @Nullable String first(Document page, String... names) {
    for (String name : names) {
      Element tag = page.selectFirst("meta[property=" + name + "],meta[name=" + name + "]");
      if (tag != null && !tag.attr("content").isBlank()) {
        return tag.attr("content").strip();
      }
    }
    return null;
  }
}
