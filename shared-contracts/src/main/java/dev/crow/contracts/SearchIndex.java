package dev.crow.contracts;

import java.util.Set;

/**
 * The indexes of meanings, and what each can be filtered by besides the organization and the time.
 */
public enum SearchIndex {
  INTERACTIONS("interaction-embeddings", Set.of("source", "session_id"), Set.of()),
  PATTERNS("pattern-embeddings", Set.of("time_period"), Set.of("confidence")),
  PRODUCTS("product-embeddings", Set.of("category", "price_range"), Set.of()),
  ORGANIZATION_CONTEXTS("organization-context-embeddings", Set.of("context_type"), Set.of()),
  SOCIAL("social-embeddings", Set.of("source"), Set.of());

  private final String indexName;
  private final Set<String> texts;
  private final Set<String> numbers;

  SearchIndex(String indexName, Set<String> texts, Set<String> numbers) {
    this.indexName = indexName;
    this.texts = texts;
    this.numbers = numbers;
  }

  /** Its name wherever it is kept. */
  public String indexName() {
    return indexName;
  }

  /** Metadata with texts that it can be filtered by. */
  public Set<String> texts() {
    return texts;
  }

  /** Metadata with numbers that it can be filtered by. */
  public Set<String> numbers() {
    return numbers;
  }
}
