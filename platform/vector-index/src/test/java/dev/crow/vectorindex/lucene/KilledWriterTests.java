package dev.crow.vectorindex.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorQuery;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWriterTests {

  private static final int ROUNDS = 3;
  private static final int WRITES_BEFORE_THE_KILL = 12;

  @TempDir Path folder;

  @Test
  void hasEverythingThatWasAcknowledgedBeforeTheKill() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      int acknowledged = writeUntilKilled();
      assertThat(acknowledged).isGreaterThanOrEqualTo(WRITES_BEFORE_THE_KILL);
      try (VectorIndex index = LuceneVectorIndex.open(folder, AcknowledgingWriter.DEFINITION)) {
        List<String> ids =
            IntStream.range(0, acknowledged).mapToObj(number -> "d" + number).toList();
        assertThat(index.search(VectorQuery.matching("acme", "text", 100)))
            .extracting(match -> match.id())
            .containsAll(ids.subList(0, Math.min(ids.size(), 100)));
        assertThat(index.count("acme")).isGreaterThanOrEqualTo(acknowledged);
        index.deleteAll("acme");
      }
    }
  }

  /** How many writes had returned. */
  private int writeUntilKilled() throws IOException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                AcknowledgingWriter.class.getName(),
                folder.toString())
            .redirectError(folder.resolve("writer.log").toFile())
            .start();
    int acknowledged = 0;
    try (BufferedReader out = writer.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        acknowledged = Integer.parseInt(line) + 1;
        if (acknowledged == WRITES_BEFORE_THE_KILL) {
          // Through its handle, since the process itself would close what is left to read.
          writer.toHandle().destroyForcibly();
        }
      }
    }
    writer.destroyForcibly();
    return acknowledged;
  }
}
