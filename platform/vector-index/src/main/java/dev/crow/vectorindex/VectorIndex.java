package dev.crow.vectorindex;

import java.util.Collection;
import java.util.List;

/**
 * Finds texts by meaning (vectors), by words, or by both, within one organization.
 *
 * <p>An index holds the vectors of one embedding model only. No method reads or changes anything of
 * an organization other than the one named: a foreign id is like one that does not exist. Safe for
 * any number of threads. Arguments that break {@link VectorLimits}, or vectors that have not the
 * index's dimension, are refused with {@link IllegalArgumentException} before anything is changed;
 * failures of the storage are {@link VectorIndexException}s.
 */
public interface VectorIndex extends AutoCloseable {

  /**
   * Adds documents, replacing those of the same organization and id. When this returns they are
   * durable, and {@link #search} finds them (a remote index may be configured to let them be found
   * seconds later); when it throws, it may be repeated.
   */
  void upsert(List<VectorDocument> documents);

  /** Removes the documents with these ids; ids that do not exist are ignored. */
  void delete(String organizationId, Collection<String> ids);

  /** Removes everything the organization has here, from storage too. */
  void deleteAll(String organizationId);

  /** Returns the best matches, best first; fewer than asked for if fewer match. */
  List<VectorMatch> search(VectorQuery query);

  /** Returns the number of documents the organization has here. */
  long count(String organizationId);

  /**
   * Whether words alone can be searched for, in all documents. Where they cannot, a query needs a
   * vector, and its words only reorder the nearest documents.
   */
  default boolean searchesWords() {
    return true;
  }

  /**
   * Drops what is left of an index of another embedding model that this one replaces, once all
   * documents are in this one; does nothing if there is none.
   */
  default void dropFormer() {}

  /** Frees the index. Closing twice does nothing. */
  @Override
  void close();
}
