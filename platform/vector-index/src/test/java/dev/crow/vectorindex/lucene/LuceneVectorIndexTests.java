package dev.crow.vectorindex.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexException;
import dev.crow.vectorindex.VectorIndexMismatchException;
import dev.crow.vectorindex.VectorQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to Lucene; the contract of every index is tested with the contract kit. */
class LuceneVectorIndexTests {

  @TempDir Path folder;

  @Test
  void refusesTheVectorsOfAnotherModel() {
    open("minilm", 3).close();
    assertThatThrownBy(() -> open("gemini", 1536))
        .isInstanceOf(VectorIndexMismatchException.class)
        .hasMessage(
            "The vector index 'notes' holds vectors of model 'minilm' with 3 dimensions,"
                + " but was opened for model 'gemini' with 1536 dimensions");
    assertThatThrownBy(() -> open("minilm", 4)).isInstanceOf(VectorIndexMismatchException.class);
  }

  @Test
  void remembersItsModelOverWritesAndReopenings() {
    try (VectorIndex index = open("minilm", 3)) {
      index.upsert(List.of(document("acme", "a", "text")));
    }
    open("minilm", 3).close();
    assertThatThrownBy(() -> open("other", 3)).isInstanceOf(VectorIndexMismatchException.class);
  }

  @Test
  void refusesAFolderThatIsOpenAlready() {
    try (VectorIndex first = open("minilm", 3)) {
      assertThatThrownBy(() -> open("minilm", 3))
          .isInstanceOf(VectorIndexException.class)
          .hasMessageContaining("already open");
      assertThat(first.count("acme")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../escape", "a/b", "Upper", "-a", "a-", "a b"})
  void refusesNamesThatAreNoFolders(String name) {
    assertThatThrownBy(() -> LuceneVectorIndex.open(folder, definition(name, "minilm", 3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4097})
  void refusesDimensionsOutOfRange(int dimensions) {
    assertThatThrownBy(() -> open("minilm", dimensions))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhichIndexIsDamaged() throws IOException {
    try (VectorIndex index = open("minilm", 3)) {
      index.upsert(List.of(document("acme", "a", "text")));
    }
    try (Stream<Path> files = Files.list(folder.resolve("notes"))) {
      for (Path file : files.filter(each -> each.toString().contains("segments_")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    assertThatThrownBy(() -> open("minilm", 3))
        .isInstanceOf(VectorIndexException.class)
        .hasMessageContaining("notes");
  }

  @Test
  void hasEveryReturnedBatchOnDiskWithoutBeingClosed(@TempDir Path other) throws IOException {
    try (VectorIndex index = open("minilm", 3)) {
      for (int i = 0; i < 5; i++) {
        index.upsert(List.of(document("acme", "a" + i, "text"), document("acme", "b" + i, "")));
      }
      index.delete("acme", List.of("a0"));
      copy(folder.resolve("notes"), other.resolve("notes"));
    }
    try (VectorIndex copy = LuceneVectorIndex.open(other, definition("notes", "minilm", 3))) {
      assertThat(copy.count("acme")).isEqualTo(9);
    }
  }

  @Test
  void goesOnReadingWhenTheDiskFailsAndWritingWhenItIsBack() throws IOException {
    FailingDirectory disk = new FailingDirectory(FSDirectory.open(folder));
    try (VectorIndex index = new LuceneVectorIndex(definition("notes", "minilm", 3), disk, 100)) {
      index.upsert(List.of(document("acme", "before", "text")));
      disk.failing = true;
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> index.upsert(List.of(document("acme", "lost", "text"))))
            .isInstanceOf(VectorIndexException.class)
            .hasMessageContaining("notes");
        assertThat(index.count("acme")).isEqualTo(1);
      }
      disk.failing = false;
      index.upsert(List.of(document("acme", "after", "text")));
      assertThat(index.search(VectorQuery.matching("acme", "text", 10)))
          .extracting(match -> match.id())
          .containsExactlyInAnyOrder("before", "after");
    }
  }

  @Test
  void tellsEveryWriterOfAFailedGroup() throws Exception {
    FailingDirectory disk = new FailingDirectory(FSDirectory.open(folder));
    try (VectorIndex index = new LuceneVectorIndex(definition("notes", "minilm", 3), disk, 100)) {
      for (boolean failing : new boolean[] {true, false}) {
        disk.failing = failing;
        List<Future<?>> writes = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int i = 0; i < 40; i++) {
            String id = "a" + i;
            writes.add(callers.submit(() -> index.upsert(List.of(document("acme", id, "text")))));
          }
        }
        assertThat(writes).allMatch(write -> (write.state() == Future.State.FAILED) == failing);
        assertThat(index.count("acme")).isEqualTo(failing ? 0 : 40);
      }
    }
  }

  @Test
  void erasesTheTextsOfADeletedOrganizationFromDisk() throws IOException {
    try (VectorIndex index = open("minilm", 3)) {
      index.upsert(
          IntStream.range(0, 50)
              .mapToObj(i -> document("globex", "kept" + i, "keptword" + i))
              .toList());
      index.upsert(
          List.of(document("acme", "a", "canaryword"), document("globex", "b", "keptword")));
      assertThat(onDisk("canaryword")).isTrue();
      index.deleteAll("acme");
      assertThat(onDisk("canaryword")).isFalse();
      assertThat(onDisk("acme")).isFalse();
      assertThat(onDisk("keptword")).isTrue();
      assertThat(index.count("globex")).isEqualTo(51);
    }
  }

  @Test
  void keepsFewFilesOverManySmallWrites() throws IOException {
    try (VectorIndex index = open("minilm", 3)) {
      for (int i = 0; i < 200; i++) {
        index.upsert(List.of(document("acme", "a" + i, "text")));
      }
      assertThat(index.count("acme")).isEqualTo(200);
    }
    try (Stream<Path> files = Files.list(folder.resolve("notes"))) {
      assertThat(files.count()).isLessThan(100);
    }
  }

  private VectorIndex open(String model, int dimensions) {
    return LuceneVectorIndex.open(folder, definition("notes", model, dimensions));
  }

  private static IndexDefinition definition(String name, String model, int dimensions) {
    return new IndexDefinition(name, model, dimensions, Map.of());
  }

  private boolean onDisk(String text) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("notes"))) {
      for (Path file : files.toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static VectorDocument document(String organization, String id, String text) {
    return new VectorDocument(
        organization, id, new float[] {1, 2, 3}, text, Map.of(), Instant.EPOCH);
  }
}
