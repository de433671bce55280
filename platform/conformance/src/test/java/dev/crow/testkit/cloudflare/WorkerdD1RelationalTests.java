package dev.crow.testkit.cloudflare;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class WorkerdD1RelationalTests extends D1RelationalContract {

  private @Nullable WorkerdD1 d1;

  @BeforeAll
  void start(@TempDir Path data) throws IOException {
    Optional<WorkerdD1> started =
        WorkerdD1.start(Path.of("../d1-worker").toRealPath(), Path.of("target/d1-worker"));
    assumeThat(started).as("Node and npm, to run D1's engine").isPresent();
    d1 = started.orElseThrow();
    start(data, d1.jdbcUrl(), WorkerdD1.TOKEN);
  }

  @AfterAll
  void stop() throws IOException {
    if (d1 != null) {
      d1.close();
    }
  }
}
