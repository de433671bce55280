package dev.crow.organization.knowledge;

import dev.crow.organization.knowledge.Chunk.Kind;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorLimits;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The index only proposes; what is given comes from the rows. */
final class KnowledgeSearch {

  /** The index also holds versions that are still being read, or no longer the newest. */
  private static final int CANDIDATES = 4;

  private final ChunkStore store;
  private final EmbeddingModel embeddings;
  private final VectorIndex index;

  KnowledgeSearch(ChunkStore store, EmbeddingModel embeddings, VectorIndex index) {
    this.store = store;
    this.embeddings = embeddings;
    this.index = index;
  }

  List<Hit> search(String organizationId, String text, @Nullable Kind kind, int limit) {
    VectorQuery query =
        VectorQuery.hybrid(
            organizationId,
            embeddings.embed(text).content().vector(),
            text,
            Math.min(limit * CANDIDATES, VectorLimits.MAX_TOP_K));
    List<VectorMatch> matches =
        index.search(
            kind == null
                ? query
                : query.where("context_type", kind.name().toLowerCase(Locale.ROOT)));
    Map<String, Chunk> chunks =
        store.findCurrent(organizationId, matches.stream().map(VectorMatch::id).toList()).stream()
            .collect(Collectors.toMap(Chunk::id, Function.identity()));
    List<Hit> hits = new ArrayList<>();
    for (VectorMatch match : matches) {
      Chunk chunk = chunks.get(match.id());
      if (chunk != null && hits.size() < limit) {
        hits.add(new Hit(chunk, match.score(), match.similarity()));
      }
    }
    return hits;
  }

  /**
   * @param chunk found
   * @param score higher is better; comparable within one search only
   * @param similarity of the meanings, -1 to 1, or null where it is not known
   */
  record Hit(Chunk chunk, double score, @Nullable Double similarity) {}
}
