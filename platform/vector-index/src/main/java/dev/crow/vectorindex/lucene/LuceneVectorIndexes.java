package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.IndexRebuild;
import dev.crow.vectorindex.ModelChange;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexException;
import dev.crow.vectorindex.VectorIndexes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * The indexes in one folder. The first generation of an index is in {@code name}, later ones, for
 * other embedding models, in {@code name~hash}.
 */
final class LuceneVectorIndexes implements VectorIndexes {

  private final Path directory;
  private final int exactScanLimit;
  private final ModelChange onModelChange;
  private final Map<String, Opened> open = new HashMap<>();

  LuceneVectorIndexes(Path directory, int exactScanLimit, ModelChange onModelChange) {
    this.directory = directory;
    this.exactScanLimit = exactScanLimit;
    this.onModelChange = onModelChange;
  }

  @Override
  public synchronized VectorIndex open(IndexDefinition definition) {
    Opened opened = open.get(definition.name());
    if (opened == null) {
      opened = new Opened(IndexIdentity.of(definition), openGenerations(definition));
      open.put(definition.name(), opened);
    }
    IndexIdentity.of(definition).checkAgainst(opened.identity());
    return opened.index();
  }

  private VectorIndex openGenerations(IndexDefinition definition) {
    IndexIdentity wanted = IndexIdentity.of(definition);
    Map<Path, IndexIdentity> generations = generations(definition.name());
    List<Path> former = new ArrayList<>(generations.keySet());
    former.removeIf(folder -> wanted.equals(generations.get(folder)));
    // What was only laid out or filtered otherwise is replaced without asking.
    if (onModelChange == ModelChange.REFUSE
        && generations.values().stream().noneMatch(wanted::hasModelOf)) {
      generations.values().forEach(wanted::checkAgainst);
    }
    Path folder =
        generations.keySet().stream()
            .filter(each -> !former.contains(each))
            .findFirst()
            .orElseGet(() -> newFolder(definition, generations.isEmpty()));
    LuceneVectorIndex current = LuceneVectorIndex.openIn(folder, definition, exactScanLimit);
    if (former.isEmpty()) {
      return current;
    }
    List<FormerIndex> formers =
        former.stream().map(each -> FormerIndex.open(each, definition.name())).toList();
    // It loses documents from now on: should it ever be wanted again, it has to be rebuilt.
    formers.forEach(each -> each.deleteAll(IndexRebuild.BOOKKEEPING));
    return new ReplacingVectorIndex(current, formers);
  }

  private Path newFolder(IndexDefinition definition, boolean first) {
    return directory.resolve(
        first ? definition.name() : definition.name() + "~" + definition.fingerprint());
  }

  private Map<Path, IndexIdentity> generations(String name) {
    Map<Path, IndexIdentity> found = new HashMap<>();
    if (!Files.isDirectory(directory)) {
      return found;
    }
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(directory, name + "{,~????????}")) {
      for (Path folder : folders) {
        try (Directory files = FSDirectory.open(folder)) {
          if (DirectoryReader.indexExists(files)) {
            found.put(folder, IndexIdentity.found(name, files));
          }
        }
      }
    } catch (IOException e) {
      throw new VectorIndexException("Cannot read the vector indexes of " + name, e);
    }
    return found;
  }

  @Override
  public synchronized void close() {
    open.values().forEach(opened -> opened.index().close());
  }

  private record Opened(IndexIdentity identity, VectorIndex index) {}
}
