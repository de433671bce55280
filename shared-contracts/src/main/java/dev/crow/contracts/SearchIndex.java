package dev.crow.contracts;

import java.util.Set;

/**
 * An index of meanings, and what it can be filtered by besides the organization and the time.
 *
 * @param indexName its name wherever it is kept
 * @param texts metadata with texts that it can be filtered by
 * @param numbers metadata with numbers that it can be filtered by
 */
public record SearchIndex(String indexName, Set<String> texts, Set<String> numbers) {

  public static final SearchIndex INTERACTIONS =
      new SearchIndex("interaction-embeddings", Set.of("source", "session_id"), Set.of());
  public static final SearchIndex PATTERNS =
      new SearchIndex("pattern-embeddings", Set.of("time_period"), Set.of("confidence"));
  public static final SearchIndex PRODUCTS =
      new SearchIndex("product-embeddings", Set.of("category", "price_range"), Set.of());
  public static final SearchIndex ORGANIZATION_CONTEXTS =
      new SearchIndex("organization-context-embeddings", Set.of("context_type"), Set.of());
  public static final SearchIndex SOCIAL =
      new SearchIndex("social-embeddings", Set.of("source"), Set.of());

  public SearchIndex {
    texts = Set.copyOf(texts);
    numbers = Set.copyOf(numbers);
  }
}
