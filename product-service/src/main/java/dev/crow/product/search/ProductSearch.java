package dev.crow.product.search;

import dev.crow.product.catalogue.Catalogue;
import dev.crow.product.catalogue.Product;
import dev.crow.product.category.CategoryTree;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The index only proposes; what is shown comes from the rows. */
final class ProductSearch {

  private final EmbeddingModel embeddings;
  private final VectorIndex index;
  private final ProductVectors vectors;
  private final Catalogue catalogue;

  ProductSearch(
      EmbeddingModel embeddings, VectorIndex index, ProductVectors vectors, Catalogue catalogue) {
    this.embeddings = embeddings;
    this.index = index;
    this.vectors = vectors;
    this.catalogue = catalogue;
  }

  /** How products are looked for. */
  enum Mode {
    SEMANTIC,
    WORDS,
    HYBRID
  }

  List<Hit> search(
      String organizationId, String text, Mode mode, @Nullable String category, int limit) {
    boolean wordsAlone = mode == Mode.WORDS && index.searchesWords();
    VectorQuery query =
        wordsAlone
            ? VectorQuery.matching(organizationId, text, limit)
            : mode == Mode.SEMANTIC
                ? VectorQuery.nearest(organizationId, vector(text), limit)
                : VectorQuery.hybrid(organizationId, vector(text), text, limit);
    return hits(organizationId, category == null ? query : query.where("category", category));
  }

  private float[] vector(String text) {
    return embeddings.embed(text).content().vector();
  }

  /** The nearest others; its own variants of itself are one product and so never in it. */
  List<Hit> similarTo(Product product, CategoryTree tree, int limit) {
    VectorQuery query =
        VectorQuery.nearest(product.organizationId(), vectors.vector(product, tree), limit + 1);
    return hits(product.organizationId(), query).stream()
        .filter(hit -> !hit.product().id().equals(product.id()))
        .limit(limit)
        .toList();
  }

  private List<Hit> hits(String organizationId, VectorQuery query) {
    List<VectorMatch> matches = index.search(query);
    Map<String, Double> scores =
        matches.stream().collect(Collectors.toMap(VectorMatch::id, VectorMatch::score));
    return catalogue
        .findInOrder(organizationId, matches.stream().map(VectorMatch::id).toList())
        .stream()
        .map(product -> new Hit(product, scores.getOrDefault(product.id(), 0.0)))
        .toList();
  }

  /**
   * @param product found
   * @param score higher is better; comparable within one search only
   */
  record Hit(Product product, double score) {}
}
