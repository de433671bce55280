package dev.crow.vectorindex.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.IndexRebuild;
import dev.crow.vectorindex.IndexRebuild.State;
import dev.crow.vectorindex.MetadataType;
import dev.crow.vectorindex.MetadataValue;
import dev.crow.vectorindex.ModelChange;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexMismatchException;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changing the embedding model, and making an index anew from rows. */
class LuceneVectorIndexesTests {

  private static final VectorQuery WORDS = VectorQuery.matching("acme", "jacket", 10);

  @TempDir Path folder;
  private int readBatches;

  @Test
  void refusesAnotherModelUnlessItMayRebuild() {
    try (var indexes = indexes(ModelChange.REFUSE)) {
      indexes.open(definition("minilm", 2));
    }
    try (var indexes = indexes(ModelChange.REFUSE)) {
      assertThatThrownBy(() -> indexes.open(definition("gemini", 3)))
          .isInstanceOf(VectorIndexMismatchException.class)
          .hasMessageContaining("model 'minilm' with 2 dimensions");
    }
    assertThat(folder.resolve("notes")).isNotEmptyDirectory();
  }

  @Test
  void replacesWithoutAskingWhatIsOnlyFilteredOtherwise() {
    try (var indexes = indexes(ModelChange.REFUSE)) {
      indexes.open(definition("minilm", 2)).upsert(documents(0, 3, 2));
    }
    try (var indexes = indexes(ModelChange.REFUSE)) {
      VectorIndex index =
          indexes.open(
              new IndexDefinition("notes", "minilm", 2, Map.of("price", MetadataType.NUMBER)));
      assertThat(index.search(WORDS)).hasSize(3);
      assertThat(index.search(nearest(2))).isEmpty();
    }
  }

  @Test
  void servesTheFormerIndexByWordsUntilAllIsEmbeddedAnew() {
    try (var indexes = indexes(ModelChange.REFUSE)) {
      indexes.open(definition("minilm", 2)).upsert(documents(0, 10, 2));
    }
    try (var indexes = indexes(ModelChange.REBUILD)) {
      VectorIndex index = indexes.open(definition("gemini", 3));
      assertThat(index.search(WORDS)).hasSize(10);
      assertThat(index.search(WORDS.where("source", "web"))).hasSize(10);
      assertThat(index.search(nearest(3))).isEmpty();
      index.upsert(documents(0, 4, 3));
      assertThat(index.search(nearest(3))).hasSize(4);
      assertThat(index.search(VectorQuery.hybrid("acme", new float[] {1, 0, 0}, "jacket", 20)))
          .extracting(VectorMatch::id)
          .hasSize(10)
          .doesNotHaveDuplicates();
      assertThat(index.count("acme")).isEqualTo(10);
      index.delete("acme", List.of("d2", "d8"));
      assertThat(index.count("acme")).isEqualTo(8);
      index.deleteAll("acme");
      assertThat(index.search(WORDS)).isEmpty();
      index.upsert(documents(0, 1, 3));
      index.dropFormer();
      assertThat(index.search(WORDS)).hasSize(1);
      assertThat(folder.resolve("notes")).doesNotExist();
    }
    try (var indexes = indexes(ModelChange.REFUSE)) {
      assertThat(indexes.open(definition("gemini", 3)).search(nearest(3))).hasSize(1);
    }
  }

  @Test
  void goesOnWithARebuildWhereItWasInterrupted() {
    try (var indexes = indexes(ModelChange.REFUSE)) {
      VectorIndex index = indexes.open(definition("minilm", 2));
      rebuild(index, definition("minilm", 2), 10, 0).run();
      assertThat(index.count("acme")).isEqualTo(10);
    }
    IndexDefinition changed = definition("gemini", 3);
    try (var indexes = indexes(ModelChange.REBUILD)) {
      VectorIndex index = indexes.open(changed);
      IndexRebuild<Integer> broken = rebuild(index, changed, 10, 6);
      broken.run();
      assertThat(broken.progress().state()).isEqualTo(State.FAILED);
      assertThat(broken.progress().done()).isEqualTo(4);
      assertThat(index.search(WORDS)).hasSize(10);
    }
    try (var indexes = indexes(ModelChange.REBUILD)) {
      VectorIndex index = indexes.open(changed);
      readBatches = 0;
      IndexRebuild<Integer> again = rebuild(index, changed, 10, 0);
      again.run();
      assertThat(readBatches).as("two rows a batch, from the fourth").isEqualTo(4);
      assertThat(again.progress()).isEqualTo(new IndexRebuild.Progress(State.FINISHED, 10, null));
      assertThat(index.search(nearest(3))).hasSize(10);
      assertThat(folder.resolve("notes")).doesNotExist();
      readBatches = 0;
      rebuild(index, changed, 10, 0).run();
      assertThat(readBatches).as("what is done is not done again").isZero();
    }
  }

  @Test
  void rebuildsAnIndexItReturnsToAfterAnotherModel() {
    IndexDefinition first = definition("minilm", 2);
    try (var indexes = indexes(ModelChange.REFUSE)) {
      rebuild(indexes.open(first), first, 10, 0).run();
    }
    try (var indexes = indexes(ModelChange.REBUILD)) {
      indexes.open(definition("gemini", 3)).upsert(documents(0, 4, 3));
    }
    try (var indexes = indexes(ModelChange.REBUILD)) {
      VectorIndex index = indexes.open(first);
      assertThat(index.search(nearest(2))).hasSize(6);
      rebuild(index, first, 10, 0).run();
      assertThat(index.search(nearest(2))).hasSize(10);
      assertThat(index.count("acme")).isEqualTo(10);
    }
  }

  private LuceneVectorIndexes indexes(ModelChange onModelChange) {
    return new LuceneVectorIndexes(folder, 100, onModelChange);
  }

  private static VectorQuery nearest(int dimensions) {
    float[] vector = new float[dimensions];
    vector[0] = 1;
    return VectorQuery.nearest("acme", vector, 20);
  }

  /** Rows are numbers; two make a batch. */
  private IndexRebuild<Integer> rebuild(
      VectorIndex index, IndexDefinition definition, int rows, int brokenAfter) {
    IndexRebuild.Rows<Integer> source =
        new IndexRebuild.Rows<>() {
          @Override
          public List<Integer> after(@Nullable String cursor) {
            readBatches++;
            int next = cursor == null ? 0 : Integer.parseInt(cursor) + 1;
            List<Integer> batch = new ArrayList<>();
            for (int row = next; row < Math.min(next + 2, rows); row++) {
              batch.add(row);
            }
            return batch;
          }

          @Override
          public String cursor(Integer row) {
            return row.toString();
          }
        };
    return new IndexRebuild<>(
        index,
        definition,
        source,
        batch -> {
          if (brokenAfter > 0 && batch.getLast() >= brokenAfter - 1) {
            throw new IllegalStateException("The model is away");
          }
          index.upsert(documents(batch.getFirst(), batch.getLast() + 1, definition.dimensions()));
        },
        Clock.systemUTC());
  }

  private static IndexDefinition definition(String model, int dimensions) {
    return new IndexDefinition("notes", model, dimensions, Map.of("source", MetadataType.TEXT));
  }

  private static List<VectorDocument> documents(int from, int to, int dimensions) {
    List<VectorDocument> documents = new ArrayList<>();
    for (int i = from; i < to; i++) {
      float[] vector = new float[dimensions];
      vector[0] = 1;
      vector[1] = i / 100f;
      documents.add(
          new VectorDocument(
              "acme",
              "d" + i,
              vector,
              "a red jacket",
              Map.of("source", MetadataValue.of("web")),
              Instant.EPOCH));
    }
    return documents;
  }
}
