package dev.crow.relational;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns {@code crow.relational.database} into the settings of Spring's data source and Flyway, as
 * defaults that any explicit setting overrides.
 *
 * <p>Writers take SQLite's lock when their transaction begins ({@code IMMEDIATE}), which spares
 * them upgrades that fail with SQLITE_BUSY. Plain reads outside a transaction take no lock at all
 * in WAL mode; do not wrap them in one.
 */
final class DatabaseDefaults implements EnvironmentPostProcessor, Ordered {

  private static final String SETTINGS =
      "?journal_mode=WAL&busy_timeout=10000&foreign_keys=on&synchronous=FULL"
          + "&transaction_mode=IMMEDIATE";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String database = environment.getProperty(RelationalProperties.DATABASE);
    if (database == null) {
      return;
    }
    Map<String, Object> defaults = new HashMap<>();
    if (!environment.containsProperty("spring.datasource.url")) {
      Path folder = Path.of(environment.getProperty("crow.data-dir", "data"), database);
      make(folder);
      defaults.put(
          "spring.datasource.url", "jdbc:sqlite:" + folder.resolve(database + ".db") + SETTINGS);
    }
    defaults.put("spring.datasource.hikari.maximum-pool-size", "4");
    defaults.put("spring.datasource.hikari.pool-name", database);
    defaults.put(
        "spring.flyway.locations",
        environment.getProperty(
            RelationalProperties.MIGRATIONS,
            "classpath:db/migration/"
                + environment.getRequiredProperty("spring.application.name")));
    environment.getPropertySources().addLast(new MapPropertySource("crow-database", defaults));
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UnusableFolderException(folder, new UncheckedIOException(e));
    }
  }

  /** After the configuration files are read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
