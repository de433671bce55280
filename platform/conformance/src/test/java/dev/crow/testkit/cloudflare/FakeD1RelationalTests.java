package dev.crow.testkit.cloudflare;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class FakeD1RelationalTests extends D1RelationalContract {

  private FakeD1 d1;

  @BeforeAll
  void start(@TempDir Path data) {
    d1 = FakeD1.start(data.resolve("d1.db"));
    start(data, d1.jdbcUrl(), FakeD1.TOKEN);
  }

  @AfterAll
  void stop() {
    d1.close();
  }
}
