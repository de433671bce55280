package dev.crow.product.discovery;

import dev.crow.product.catalogue.Variant;
import dev.crow.product.category.Categories;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what schema.org's vocabulary says of a product. */
final class SchemaProduct {

  private static final int NAME = 300;
  private static final int DESCRIPTION = 5000;
  private static final int SHORT = 64;
  private static final int MOST_IMAGES = 10;
  private static final int MOST_VARIANTS = 100;
  private static final String[] GTINS = {
    "gtin", "gtin13", "gtin14", "gtin12", "gtin8", "ean", "isbn"
  };
  private static final String[] OPTIONS = {"color", "size", "material", "pattern"};

  private final SchemaNodes nodes;
  private final URI page;

  SchemaProduct(SchemaNodes nodes, URI page) {
    this.nodes = nodes;
    this.page = page;
  }

  /**
   * @param product a thing of type Product or ProductGroup
   * @param url of its page
   * @param shopsId what the page calls it for its own scripts, or null
   * @param breadcrumb where the page says it is, or null
   */
  Found read(JsonNode product, String url, @Nullable String shopsId, @Nullable String breadcrumb) {
    Offers offers = Offers.of(product, nodes);
    List<Variant> variants = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode variant : nodes.list(product.path("hasVariant"))) {
      if (variants.size() < MOST_VARIANTS) {
        Offers own = Offers.of(variant, nodes);
        offers = offers.price() == null ? own : offers;
        Variant read = variant(variant, own);
        if (read != null && ids.add(read.id())) {
          variants.add(read);
        }
      }
    }
    String sku = CleanText.of(nodes.text(product, "sku"), SHORT);
    String id = CleanText.of(nodes.text(product, "productID", "productGroupID"), 128);
    String name = CleanText.of(nodes.text(product, "name"), NAME);
    return new Found(
        url,
        Objects.requireNonNullElseGet(shopsId, () -> id(id, sku, url)),
        name,
        CleanText.of(nodes.text(product, "description"), DESCRIPTION),
        CleanText.of(nodes.text(product, "brand", "manufacturer"), 200),
        sku,
        gtin(nodes.text(product, GTINS)),
        offers.price(),
        offers.currency(),
        offers.availability(),
        images(product),
        category(product, breadcrumb, name),
        variants);
  }

  private static String id(@Nullable String id, @Nullable String sku, String url) {
    if (id != null) {
      return id.replaceFirst("^[a-z]{2,10}:", "");
    }
    if (sku != null) {
      return sku;
    }
    String path = URI.create(url).getPath().replaceFirst("/+$", "");
    String last = CleanText.of(path.substring(path.lastIndexOf('/') + 1), 128);
    return last == null ? url.substring(Math.max(0, url.length() - 128)) : last;
  }

  private @Nullable Variant variant(JsonNode variant, Offers own) {
    String sku = CleanText.of(nodes.text(variant, "sku"), SHORT);
    String id = CleanText.of(nodes.text(variant, "productID", "sku", "@id", "name"), 128);
    if (id == null) {
      return null;
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : OPTIONS) {
      String value = CleanText.of(nodes.text(variant, option), 200);
      if (value != null) {
        options.put(option, value);
      }
    }
    return new Variant(
        id,
        CleanText.of(nodes.text(variant, "name"), 200),
        sku,
        gtin(nodes.text(variant, GTINS)),
        own.price(),
        null,
        options.isEmpty() ? null : options);
  }

  private static @Nullable String gtin(@Nullable String text) {
    String digits = text == null ? "" : text.replaceAll("[^0-9]", "");
    return digits.matches("[0-9]{8}|[0-9]{12,14}") ? digits : null;
  }

  private List<String> images(JsonNode product) {
    Set<String> found = new LinkedHashSet<>();
    for (JsonNode image : nodes.list(product.path("image"))) {
      String text =
          image.isString() ? image.asString() : nodes.text(image, "contentUrl", "url", "@id");
      String url = text == null ? null : absolute(text);
      if (url != null && found.size() < MOST_IMAGES) {
        found.add(url);
      }
    }
    return List.copyOf(found);
  }

  private @Nullable String absolute(String text) {
    try {
      URI url = page.resolve(text.strip());
      String plain = url.toASCIIString();
      return plain.matches("https?://.+") && plain.length() <= 2048 ? plain : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable String category(
      JsonNode product, @Nullable String breadcrumb, @Nullable String name) {
    String given = CleanText.of(nodes.text(product, "category"), 500);
    if (given != null && !given.startsWith("http")) {
      return Categories.normalized(given.replace(" / ", ">")).orElse(null);
    }
    if (breadcrumb == null) {
      return null;
    }
    String end = " > " + name;
    return breadcrumb.endsWith(end)
        ? breadcrumb.substring(0, breadcrumb.length() - end.length())
        : breadcrumb;
  }
}
