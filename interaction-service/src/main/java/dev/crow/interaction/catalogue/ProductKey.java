package dev.crow.interaction.catalogue;

import dev.crow.contracts.product.v1.ProductChanged;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The texts by which a product is recognized, each with the sort of text it is. */
final class ProductKey {

  /** Longer ids, addresses and names are those of no product. */
  private static final int LONGEST = 1_000;

  private static final String EXTERNAL = "e:";
  private static final String OWN = "c:";
  private static final String SKU = "s:";
  private static final String GTIN = "g:";
  private static final String PAGE = "u:";
  private static final String NAME = "n:";

  private ProductKey() {}

  static Set<String> of(ProductChanged product) {
    Set<String> keys = new LinkedHashSet<>();
    add(keys, EXTERNAL, product.externalId());
    add(keys, OWN, product.productId());
    add(keys, SKU, product.sku());
    add(keys, GTIN, product.gtin());
    add(keys, NAME, folded(product.name()));
    String page = product.url() == null ? null : page(product.url());
    if (page != null) {
      keys.add(page);
    }
    return keys;
  }

  private static void add(Set<String> keys, String sort, @Nullable String text) {
    if (text != null && !text.isBlank() && text.length() <= LONGEST) {
      keys.add(sort + text);
    }
  }

  /** Keys an id in an event may stand for, the likeliest first. */
  static List<String> ofId(String id) {
    return id.isBlank() || id.length() > LONGEST
        ? List.of()
        : List.of(EXTERNAL + id, OWN + id, SKU + id, GTIN + id);
  }

  static List<String> ofName(String name) {
    return name.isBlank() || name.length() > LONGEST ? List.of() : List.of(NAME + folded(name));
  }

  /** One page, by whichever scheme, query or {@code www.} it was reached; null for no address. */
  static @Nullable String page(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 1 || scheme > 10 || url.length() > LONGEST) {
      return null;
    }
    int end = scheme + 3;
    while (end < url.length() && "?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String address = url.substring(scheme + 3, end);
    int path = address.indexOf('/');
    // A shop's front page is no product's.
    if (path < 1 || path == address.length() - 1) {
      return null;
    }
    String host = address.substring(0, path).toLowerCase(Locale.ROOT);
    String rest =
        address.endsWith("/")
            ? address.substring(path, address.length() - 1)
            : address.substring(path);
    return PAGE + (host.startsWith("www.") ? host.substring(4) : host) + rest;
  }

  private static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
