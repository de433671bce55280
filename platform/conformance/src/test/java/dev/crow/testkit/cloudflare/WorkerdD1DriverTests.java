package dev.crow.testkit.cloudflare;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.crow.d1.D1DataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The driver on D1's own engine, through the Worker: what passes here is true. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerdD1DriverTests extends D1DriverContract {

  private @Nullable WorkerdD1 d1;

  @BeforeAll
  void start() throws IOException {
    Optional<WorkerdD1> started =
        WorkerdD1.start(Path.of("../d1-worker").toRealPath(), Path.of("target/d1-worker"));
    assumeThat(started).as("Node and npm, to run D1's engine").isPresent();
    d1 = started.orElseThrow();
  }

  @AfterAll
  void stop() throws IOException {
    if (d1 != null) {
      d1.close();
    }
  }

  @Override
  protected Connection connect(String options, @Nullable String token) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("token", token == null ? WorkerdD1.TOKEN : token);
    String url = java.util.Objects.requireNonNull(d1).jdbcUrl();
    return new D1DataSource(url + (options.isEmpty() ? "" : "&" + options), properties)
        .getConnection();
  }
}
