package dev.crow.organization.knowledge;

import dev.crow.organization.knowledge.ChunkStore.Forgotten;
import dev.crow.vectorindex.MetadataValue;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the pieces of what is known of organizations: rows first, then their vectors in the index
 * {@code organization-context-embeddings}. What changes rows belongs into a transaction.
 */
public final class Knowledge {

  /** Rows of one statement, so that its text stays small enough for the cloud's database. */
  private static final int ROWS = 100;

  private static final int FORGOTTEN_AT_ONCE = 500;

  private final ChunkStore store;
  private final EmbeddingModel embeddings;
  private final VectorIndex index;
  private final Clock clock;

  Knowledge(ChunkStore store, EmbeddingModel embeddings, VectorIndex index, Clock clock) {
    this.store = store;
    this.embeddings = embeddings;
    this.index = index;
    this.clock = clock;
  }

  /**
   * Writes rows, not to be found yet. Writing them again changes nothing.
   *
   * @param chunks all of one source and version
   */
  public void add(List<Chunk> chunks) {
    for (int from = 0; from < chunks.size(); from += ROWS) {
      store.insert(chunks.subList(from, Math.min(chunks.size(), from + ROWS)));
    }
  }

  /**
   * @param organizationId whose
   * @param source of the pieces
   * @param version of the source
   * @param position of the first
   * @param limit most
   * @return pieces in order
   */
  public List<Chunk> from(
      String organizationId, String source, int version, long position, int limit) {
    return store.from(organizationId, source, version, position, limit);
  }

  /**
   * Puts pieces into the index, durably. Their rows may go meanwhile, so they are looked at once
   * more after.
   *
   * @param chunks whose rows are there
   */
  public void index(List<Chunk> chunks) {
    List<Embedding> vectors =
        embeddings
            .embedAll(chunks.stream().map(chunk -> TextSegment.from(chunk.meaning())).toList())
            .content();
    List<VectorDocument> documents = new ArrayList<>(chunks.size());
    for (int i = 0; i < chunks.size(); i++) {
      documents.add(document(chunks.get(i), vectors.get(i).vector()));
    }
    index.upsert(documents);
    chunks.stream()
        .collect(
            Collectors.groupingBy(
                Chunk::organizationId, Collectors.mapping(Chunk::id, Collectors.toSet())))
        .forEach(this::lookAgain);
  }

  private VectorDocument document(Chunk chunk, float[] vector) {
    return new VectorDocument(
        chunk.organizationId(),
        chunk.id(),
        vector,
        chunk.title() + "\n" + chunk.meaning(),
        Map.of("context_type", MetadataValue.of(chunk.kind().name().toLowerCase(Locale.ROOT))),
        clock.instant());
  }

  private void lookAgain(String organizationId, Set<String> ids) {
    Set<String> gone = new HashSet<>(ids);
    store.find(organizationId, ids).forEach(chunk -> gone.remove(chunk.id()));
    if (!gone.isEmpty()) {
      index.delete(organizationId, gone);
    }
  }

  /**
   * Lets one version be found, and no older one.
   *
   * @param organizationId whose
   * @param source of the pieces
   * @param version of the source
   */
  public void publish(String organizationId, String source, int version) {
    store.publish(organizationId, source, version);
  }

  /**
   * @param organizationId whose
   * @param source of the pieces
   * @param version whose pieces are not wanted any more
   */
  public void forget(String organizationId, String source, int version) {
    store.forget(organizationId, source, version);
  }

  /**
   * @param organizationId whose
   * @param source all of whose pieces go
   */
  public void forget(String organizationId, String source) {
    store.forget(organizationId, source);
  }

  /**
   * @param organizationId all of whose pieces go
   * @return how many there were
   */
  public long forgetAll(String organizationId) {
    return store.forgetAll(organizationId);
  }

  /**
   * Outside a transaction.
   *
   * @param organizationId whose vectors all go at once
   * @return how many there were
   */
  public long dropVectors(String organizationId) {
    long count = index.count(organizationId);
    index.deleteAll(organizationId);
    return count;
  }

  /**
   * @param organizationId whose
   * @return how many pieces can be found
   */
  public long count(String organizationId) {
    return store.countCurrent(organizationId);
  }

  /**
   * @param organizationId whose
   * @param source of the pieces
   * @return those that can be found, in order
   */
  public List<Chunk> current(String organizationId, String source) {
    return store.current(organizationId, source);
  }

  /** Takes out of the index what has no row any more; returns how much that was. */
  int forgetVectors() {
    List<Forgotten> forgotten = store.forgotten(FORGOTTEN_AT_ONCE);
    Map<String, List<String>> byOrganization = new HashMap<>();
    forgotten.forEach(
        one ->
            byOrganization
                .computeIfAbsent(one.organizationId(), _ -> new ArrayList<>())
                .add(one.id()));
    byOrganization.forEach(index::delete);
    if (!forgotten.isEmpty()) {
      store.done(forgotten);
    }
    return forgotten.size();
  }
}
