package dev.crow.testkit.cloudflare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Runs a service's own tests on D1: with {@code -Dcrow.test.storage=d1}, each database is one on a
 * {@link FakeD1}. What passes on SQLite only, such as a unit of work that reads what it wrote,
 * fails here.
 */
final class FakeD1Storage implements EnvironmentPostProcessor, Ordered {

  /** By the file SQLite would have: who starts again finds their data. They end with the JVM. */
  private static final Map<Path, FakeD1> RUNNING = new ConcurrentHashMap<>();

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String database = environment.getProperty("crow.relational.database");
    if (database == null
        || !"d1".equals(environment.getProperty("crow.test.storage"))
        || environment.containsProperty("spring.datasource.url")) {
      return;
    }
    Path file =
        Path.of(environment.getProperty("crow.data-dir", "data"))
            .toAbsolutePath()
            .resolve(database)
            .resolve(database + ".db");
    FakeD1 d1 = RUNNING.computeIfAbsent(file, FakeD1Storage::start);
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "fake-d1",
                Map.of(
                    "spring.datasource.url",
                    d1.jdbcUrl(),
                    "spring.datasource.password",
                    FakeD1.TOKEN)));
  }

  /** Outside the service's folder, in which tests look for what a service should not have kept. */
  private static FakeD1 start(Path file) {
    try {
      return FakeD1.start(Files.createTempDirectory("fake-d1").resolve(file.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Before the defaults are drawn from the URL. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE - 1;
  }
}
