package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.VectorIndexMismatchException;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/**
 * Whose vectors an index holds, and by what it can be filtered; kept in each of its commits.
 *
 * @param name the index's
 * @param data what its commits say
 */
record IndexIdentity(String name, Map<String, String> data) {

  private static final String MODEL = "embedding-model";
  private static final String DIMENSIONS = "dimensions";
  private static final String FILTERABLE = "filterable";
  private static final String FORMAT = "format";

  /** Changes with the layout of {@link Documents}. */
  private static final String CURRENT_FORMAT = "2";

  IndexIdentity {
    data = Map.copyOf(data);
  }

  static IndexIdentity of(IndexDefinition definition) {
    return new IndexIdentity(
        definition.name(),
        Map.of(
            MODEL,
            definition.modelId(),
            DIMENSIONS,
            Integer.toString(definition.dimensions()),
            FILTERABLE,
            definition.filterableText(),
            FORMAT,
            CURRENT_FORMAT));
  }

  /** What a folder that holds an index holds. */
  static IndexIdentity found(String name, Directory directory) throws IOException {
    return new IndexIdentity(name, SegmentInfos.readLatestCommit(directory).getUserData());
  }

  /** Whether its vectors could be compared with the other's. */
  boolean hasModelOf(IndexIdentity other) {
    return Objects.equals(data.get(MODEL), other.data.get(MODEL))
        && Objects.equals(data.get(DIMENSIONS), other.data.get(DIMENSIONS));
  }

  boolean hasCurrentFormat() {
    return CURRENT_FORMAT.equals(data.get(FORMAT));
  }

  /**
   * @throws VectorIndexMismatchException if the folder holds another index
   */
  void checkAgainst(Directory directory) throws IOException {
    if (DirectoryReader.indexExists(directory)) {
      checkAgainst(found(name, directory));
    }
  }

  /**
   * @throws VectorIndexMismatchException if the other is another index
   */
  void checkAgainst(IndexIdentity other) {
    if (!equals(other)) {
      throw new VectorIndexMismatchException(name, other.description(), description());
    }
  }

  String description() {
    String filterable = data.getOrDefault(FILTERABLE, "");
    return "model '%s' with %s dimensions%s%s"
        .formatted(
            data.getOrDefault(MODEL, "unknown"),
            data.getOrDefault(DIMENSIONS, "?"),
            filterable.isEmpty() ? "" : ", filtered by " + filterable,
            hasCurrentFormat() ? "" : ", in an earlier layout");
  }
}
