package dev.crow.interaction.search;

import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.vectorindex.Condition;
import dev.crow.vectorindex.MetadataValue;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Hybrid search: the nearest by meaning and the best by words, fused by rank. The index only
 * proposes; what is shown comes from the rows, so something without a row is never shown.
 */
final class InteractionSearch {

  /** A product filter applies to rows, so more candidates are taken than asked for. */
  private static final int CANDIDATES_WITH_PRODUCT = 100;

  private final EmbeddingModel embeddings;
  private final VectorIndex index;
  private final Interactions interactions;

  InteractionSearch(EmbeddingModel embeddings, VectorIndex index, Interactions interactions) {
    this.embeddings = embeddings;
    this.index = index;
    this.interactions = interactions;
  }

  List<Hit> search(SearchRequest request) {
    int candidates = request.productId() == null ? request.limit() : CANDIDATES_WITH_PRODUCT;
    List<VectorMatch> matches =
        index.search(
            new VectorQuery(
                request.organizationId(),
                embeddings.embed(request.text()).content().vector(),
                request.text(),
                candidates,
                conditions(request),
                request.from(),
                request.to()));
    Map<String, Double> scores =
        matches.stream().collect(Collectors.toMap(VectorMatch::id, VectorMatch::score));
    return interactions
        .findInOrder(request.organizationId(), matches.stream().map(VectorMatch::id).toList())
        .stream()
        .filter(i -> request.productId() == null || i.productIds().contains(request.productId()))
        .limit(request.limit())
        .map(i -> new Hit(i, scores.getOrDefault(i.id(), 0.0)))
        .toList();
  }

  private static List<Condition> conditions(SearchRequest request) {
    String source = request.source();
    return source == null
        ? List.of()
        : List.of(Condition.equalTo("source", MetadataValue.of(source)));
  }

  /**
   * @param interaction found
   * @param score higher is better; comparable within one search only
   */
  record Hit(Interaction interaction, double score) {}
}
