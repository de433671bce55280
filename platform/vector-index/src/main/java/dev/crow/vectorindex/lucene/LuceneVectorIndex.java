package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexException;
import dev.crow.vectorindex.VectorLimits;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import dev.crow.vectorindex.words.TextAnalyzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * A vector index in a folder: exact comparison where that is cheap, a neighbour graph (HNSW) where
 * many documents pass a query's filters, BM25 for words.
 *
 * <p>Each call that writes is forced to disk whole or not at all. One process at a time may have a
 * folder open. After a failure of the disk, reading goes on with the last good state and the next
 * write tries again.
 */
public final class LuceneVectorIndex implements VectorIndex {

  /** Up to how many candidates are compared one by one in any case, unless said otherwise. */
  public static final int DEFAULT_EXACT_SCAN_LIMIT = 10_000;

  private final IndexDefinition definition;
  private final int exactScanLimit;
  private final TextAnalyzer analyzer = new TextAnalyzer();
  private final IndexStore store;

  LuceneVectorIndex(IndexDefinition definition, Directory directory, int exactScanLimit)
      throws IOException {
    this.definition = definition;
    this.exactScanLimit = exactScanLimit;
    this.store = new IndexStore(IndexIdentity.of(definition), directory, analyzer);
  }

  /**
   * Opens the index in a folder named after it, creating it if it does not exist, and compares up
   * to {@value #DEFAULT_EXACT_SCAN_LIMIT} candidates one by one.
   *
   * @see #open(Path, IndexDefinition, int)
   */
  public static LuceneVectorIndex open(Path directory, IndexDefinition definition) {
    return open(directory, definition, DEFAULT_EXACT_SCAN_LIMIT);
  }

  /**
   * Opens the index in a folder named after it, creating it if it does not exist.
   *
   * @param exactScanLimit up to how many candidates are compared one by one; 0 for never
   * @throws dev.crow.vectorindex.VectorIndexMismatchException if it holds another model's vectors
   * @throws VectorIndexException if the folder cannot be used, or is in use
   */
  public static LuceneVectorIndex open(
      Path directory, IndexDefinition definition, int exactScanLimit) {
    return openIn(directory.resolve(definition.name()), definition, exactScanLimit);
  }

  static LuceneVectorIndex openIn(Path folder, IndexDefinition definition, int exactScanLimit) {
    try {
      Directory files = FSDirectory.open(Files.createDirectories(folder));
      try {
        return new LuceneVectorIndex(definition, files, exactScanLimit);
      } catch (IOException | RuntimeException e) {
        files.close();
        throw e;
      }
    } catch (LockObtainFailedException e) {
      throw new VectorIndexException(
          "The vector index in %s is already open, here or in another process".formatted(folder),
          e);
    } catch (IOException e) {
      throw new VectorIndexException("Cannot open the vector index in " + folder, e);
    }
  }

  @Override
  public void upsert(List<VectorDocument> documents) {
    documents.forEach(definition::check);
    if (documents.isEmpty()) {
      return;
    }
    store.write(
        writer -> {
          for (VectorDocument document : documents) {
            writer.updateDocument(
                Documents.key(document.organizationId(), document.id()),
                Documents.write(document, definition));
          }
        });
  }

  @Override
  public void delete(String organizationId, Collection<String> ids) {
    VectorLimits.checkOrganization(organizationId);
    ids.forEach(VectorLimits::checkId);
    if (ids.isEmpty()) {
      return;
    }
    Term[] keys = ids.stream().map(id -> Documents.key(organizationId, id)).toArray(Term[]::new);
    store.write(writer -> writer.deleteDocuments(keys));
  }

  @Override
  public void deleteAll(String organizationId) {
    Query everything = Filters.of(organizationId);
    store.write(
        writer -> {
          writer.deleteDocuments(everything);
          // Deleting only marks; merging is what takes the words off the disk.
          writer.forceMergeDeletes(true);
        });
  }

  @Override
  public List<VectorMatch> search(VectorQuery query) {
    definition.check(query);
    return store.read(reader -> new HybridSearch(reader, analyzer, query).run(exactScanLimit));
  }

  @Override
  public long count(String organizationId) {
    Query everything = Filters.of(organizationId);
    return store.read(reader -> new IndexSearcher(reader).count(everything));
  }

  @Override
  public void close() {
    store.close();
  }
}
