package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.VectorIndexMismatchException;
import dev.crow.vectorindex.VectorLimits;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/**
 * Which index it is and which model's vectors it holds; kept in every commit of the index itself.
 *
 * @param name the index's name, which is a folder's too
 * @param modelId the embedding model
 * @param dimensions the length of its vectors
 */
record IndexIdentity(String name, String modelId, int dimensions) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
  private static final String MODEL = "embedding-model";
  private static final String DIMENSIONS = "dimensions";

  IndexIdentity {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "An index name is 1 to 64 lower-case letters, digits and inner hyphens");
    }
    if (modelId.isBlank()) {
      throw new IllegalArgumentException("The embedding model's id is blank");
    }
    if (dimensions < 1 || dimensions > VectorLimits.MAX_DIMENSIONS) {
      throw new IllegalArgumentException("dimensions must be between 1 and 4096");
    }
  }

  Map<String, String> toCommitData() {
    return Map.of(MODEL, modelId, DIMENSIONS, Integer.toString(dimensions));
  }

  /**
   * @throws VectorIndexMismatchException if the folder holds an index of another model
   */
  void checkAgainst(Directory directory) throws IOException {
    if (DirectoryReader.indexExists(directory)) {
      Map<String, String> data = SegmentInfos.readLatestCommit(directory).getUserData();
      if (!data.equals(toCommitData())) {
        throw mismatch(data.getOrDefault(MODEL, "unknown"), data.getOrDefault(DIMENSIONS, "?"));
      }
    }
  }

  void checkAgainst(IndexIdentity open) {
    if (!equals(open)) {
      throw mismatch(open.modelId, Integer.toString(open.dimensions));
    }
  }

  private VectorIndexMismatchException mismatch(String foundModel, String foundDimensions) {
    return new VectorIndexMismatchException(
        name, describe(foundModel, foundDimensions), describe(modelId, dimensions + ""));
  }

  private static String describe(String model, String dimensions) {
    return "model '%s' with %s dimensions".formatted(model, dimensions);
  }
}
