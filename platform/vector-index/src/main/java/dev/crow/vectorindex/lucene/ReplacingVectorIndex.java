package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.RankFusion;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import java.util.Collection;
import java.util.List;

/**
 * An index that takes the place of a former one document by document. Each document is in one of
 * the two: what has been embedded anew is found by meaning and words, the rest by words.
 */
final class ReplacingVectorIndex implements VectorIndex {

  private final VectorIndex current;
  private volatile List<FormerIndex> formers;

  ReplacingVectorIndex(VectorIndex current, List<FormerIndex> formers) {
    this.current = current;
    this.formers = List.copyOf(formers);
  }

  @Override
  public void upsert(List<VectorDocument> documents) {
    current.upsert(documents);
    if (!documents.isEmpty()) {
      formers.forEach(
          former ->
              former.delete(
                  documents.stream()
                      .map(each -> Documents.key(each.organizationId(), each.id()))
                      .toList()));
    }
  }

  @Override
  public void delete(String organizationId, Collection<String> ids) {
    current.delete(organizationId, ids);
    if (!ids.isEmpty()) {
      formers.forEach(
          former ->
              former.delete(ids.stream().map(id -> Documents.key(organizationId, id)).toList()));
    }
  }

  @Override
  public void deleteAll(String organizationId) {
    current.deleteAll(organizationId);
    formers.forEach(former -> former.deleteAll(organizationId));
  }

  @Override
  public List<VectorMatch> search(VectorQuery query) {
    List<VectorMatch> found = current.search(query);
    for (FormerIndex former : formers) {
      found = RankFusion.fuse(query.topK(), List.of(found, former.matching(query)));
    }
    return found;
  }

  @Override
  public long count(String organizationId) {
    return current.count(organizationId)
        + formers.stream().mapToLong(former -> former.count(organizationId)).sum();
  }

  @Override
  public synchronized void dropFormer() {
    List<FormerIndex> dropped = formers;
    formers = List.of();
    dropped.forEach(FormerIndex::drop);
  }

  @Override
  public void close() {
    current.close();
    formers.forEach(FormerIndex::close);
  }
}
