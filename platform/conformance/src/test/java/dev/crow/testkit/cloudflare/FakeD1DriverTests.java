package dev.crow.testkit.cloudflare;

import dev.crow.d1.D1DataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The driver on the fake of D1's REST API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FakeD1DriverTests extends D1DriverContract {

  private FakeD1 d1;

  @BeforeAll
  void start(@TempDir Path folder) {
    d1 = FakeD1.start(folder.resolve("d1.db"));
  }

  @AfterAll
  void stop() {
    d1.close();
  }

  @Override
  protected Connection connect(String options, @Nullable String token) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("token", token == null ? FakeD1.TOKEN : token);
    return new D1DataSource(d1.jdbcUrl() + (options.isEmpty() ? "" : "&" + options), properties)
        .getConnection();
  }
}
