package dev.crow.product.discovery;

import java.util.List;

/**
 * What a page says.
 *
 * @param products those it is about, at most one unless it names each one's own page
 * @param links to pages of the same host, each once, in order
 */
record Page(List<Found> products, List<String> links) {

  Page {
    products = List.copyOf(products);
    links = List.copyOf(links);
  }
}
