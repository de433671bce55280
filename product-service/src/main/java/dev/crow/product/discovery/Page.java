package dev.crow.product.discovery;

import java.util.List;
import java.util.Optional;

/**
 * What a page says.
 *
 * @param url the one it goes by
 * @param products the one it is about, or those of a list, each with its own page
 * @param links to pages of the same host, each once, in order
 */
record Page(String url, List<Found> products, List<String> links) {

  Page {
    products = List.copyOf(products);
    links = List.copyOf(links);
  }

  /** The product the page is about; of those on a list more is said on their own pages. */
  Optional<Found> own() {
    return products.stream().filter(found -> found.url().equals(url)).findFirst();
  }
}
