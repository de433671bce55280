package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.VectorIndexException;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import dev.crow.vectorindex.words.TextAnalyzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * An index of another embedding model while it is being replaced. Its vectors are of no use any
 * more, but its words can be searched, and what is erased has to go from here as well.
 */
final class FormerIndex {

  private final Path folder;
  private final IndexIdentity identity;
  private final TextAnalyzer analyzer = new TextAnalyzer();
  private final IndexStore store;

  private FormerIndex(Path folder, IndexIdentity identity, Directory directory) throws IOException {
    this.folder = folder;
    this.identity = identity;
    this.store = new IndexStore(identity, directory, analyzer);
  }

  static FormerIndex open(Path folder, String name) {
    try {
      Directory directory = FSDirectory.open(folder);
      try {
        return new FormerIndex(folder, IndexIdentity.found(name, directory), directory);
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    } catch (IOException e) {
      throw new VectorIndexException("Cannot open the vector index in " + folder, e);
    }
  }

  IndexIdentity identity() {
    return identity;
  }

  /** The best matches of a query's words; none if its layout is an earlier one. */
  List<VectorMatch> matching(VectorQuery query) {
    String text = query.text();
    if (text == null || !identity.hasCurrentFormat()) {
      return List.of();
    }
    VectorQuery words =
        new VectorQuery(
            query.organizationId(),
            null,
            text,
            query.topK(),
            query.conditions(),
            query.from(),
            query.to());
    return store.read(reader -> new HybridSearch(reader, analyzer, words).run(0));
  }

  void delete(Collection<Term> keys) {
    store.write(writer -> writer.deleteDocuments(keys.toArray(Term[]::new)));
  }

  void deleteAll(String organizationId) {
    Query everything = Filters.of(organizationId);
    store.write(
        writer -> {
          writer.deleteDocuments(everything);
          writer.forceMergeDeletes(true);
        });
  }

  long count(String organizationId) {
    Query everything = Filters.of(organizationId);
    return store.read(reader -> new IndexSearcher(reader).count(everything));
  }

  void close() {
    store.close();
  }

  /** Takes it off the disk. */
  void drop() {
    close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new VectorIndexException("Cannot remove the vector index in " + folder, e);
    }
  }
}
