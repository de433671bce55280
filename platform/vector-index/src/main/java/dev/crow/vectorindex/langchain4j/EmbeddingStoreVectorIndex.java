package dev.crow.vectorindex.langchain4j;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.RankFusion;
import dev.crow.vectorindex.UnitVector;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorLimits;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import dev.crow.vectorindex.words.WordRanking;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Any embedding store of langchain4j as an index: Qdrant, pgvector, Elasticsearch and so on. Every
 * search and removal carries the organization as a filter, so the store has to support filters. How
 * durable it is, is the store's matter; a document is replaced by removing and adding it. Words
 * reorder the nearest documents; they find none.
 */
public final class EmbeddingStoreVectorIndex implements VectorIndex {

  /** Up to how many documents {@link #count} counts. */
  public static final int MAX_COUNT = 10_000;

  /** How many of the nearest are reordered by words, at least. */
  private static final int CANDIDATES = 50;

  private final EmbeddingStore<TextSegment> store;
  private final IndexDefinition definition;
  private final WordRanking words = new WordRanking();
  private volatile boolean closed;

  /**
   * @param store holds this index's vectors only, compares by cosine, and is closed by whoever
   *     opened it
   */
  public EmbeddingStoreVectorIndex(EmbeddingStore<TextSegment> store, IndexDefinition definition) {
    this.store = store;
    this.definition = definition;
  }

  @Override
  public void upsert(List<VectorDocument> documents) {
    checkOpen();
    documents.forEach(definition::check);
    if (documents.isEmpty()) {
      return;
    }
    Map<String, VectorDocument> last = new LinkedHashMap<>();
    for (VectorDocument document : documents) {
      last.put(StoredSegments.storeId(document.organizationId(), document.id()), document);
    }
    List<Embedding> embeddings = new ArrayList<>();
    List<TextSegment> segments = new ArrayList<>();
    for (VectorDocument document : last.values()) {
      embeddings.add(Embedding.from(UnitVector.of(document.vector())));
      segments.add(StoredSegments.write(document, definition));
    }
    List<String> ids = List.copyOf(last.keySet());
    store.removeAll(ids);
    store.addAll(ids, embeddings, segments);
  }

  @Override
  public void delete(String organizationId, Collection<String> ids) {
    checkOpen();
    VectorLimits.checkOrganization(organizationId);
    ids.forEach(VectorLimits::checkId);
    if (!ids.isEmpty()) {
      store.removeAll(ids.stream().map(id -> StoredSegments.storeId(organizationId, id)).toList());
    }
  }

  @Override
  public void deleteAll(String organizationId) {
    checkOpen();
    store.removeAll(StoredSegments.of(organizationId));
  }

  @Override
  public List<VectorMatch> search(VectorQuery query) {
    checkOpen();
    definition.check(query);
    float[] vector = query.requiredVector();
    Filter visible = StoredSegments.visibleTo(query);
    String text = query.text();
    if (text == null) {
      return nearest(visible, vector, query.topK());
    }
    List<VectorMatch> candidates = nearest(visible, vector, Math.max(query.topK(), CANDIDATES));
    return RankFusion.fuse(query.topK(), List.of(candidates, words.rank(text, candidates)));
  }

  private List<VectorMatch> nearest(Filter filter, float[] vector, int limit) {
    return store
        .search(
            EmbeddingSearchRequest.builder()
                .queryEmbedding(Embedding.from(UnitVector.of(vector)))
                .filter(filter)
                .maxResults(limit)
                .minScore(0.0)
                .build())
        .matches()
        .stream()
        .map(StoredSegments::read)
        .toList();
  }

  /** Counts by searching, since stores do not count: at most {@value #MAX_COUNT}. */
  @Override
  public long count(String organizationId) {
    checkOpen();
    float[] any = new float[definition.dimensions()];
    any[0] = 1;
    return nearest(StoredSegments.of(organizationId), any, MAX_COUNT).size();
  }

  @Override
  public boolean searchesWords() {
    return false;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The vector index " + definition.name() + " is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    words.close();
  }
}
