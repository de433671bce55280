package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A process that writes one document after the other, and prints the number of each when done. */
final class AcknowledgingWriter {

  static final IndexDefinition DEFINITION = new IndexDefinition("notes", "minilm", 3, Map.of());

  private AcknowledgingWriter() {}

  public static void main(String[] arguments) {
    try (VectorIndex index = LuceneVectorIndex.open(Path.of(arguments[0]), DEFINITION)) {
      for (int i = 0; ; i++) {
        index.upsert(
            List.of(
                new VectorDocument(
                    "acme", "d" + i, new float[] {1, i, 0}, "text", Map.of(), Instant.EPOCH)));
        System.out.println(i);
        System.out.flush();
      }
    }
  }
}
