package dev.crow.relational;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns {@code crow.relational.*} into defaults for Boot's own keys, which is where Boot reads the
 * pool's size and Flyway's locations. As the last source, any explicit setting overrides them.
 */
final class DatabaseDefaults implements EnvironmentPostProcessor, Ordered {

  private static final String URL = "spring.datasource.url";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String database = environment.getProperty(RelationalProperties.DATABASE);
    if (database == null) {
      return;
    }
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("spring.datasource.hikari.maximum-pool-size", "4");
    defaults.put("spring.datasource.hikari.pool-name", database);
    defaults.put(
        "spring.flyway.locations",
        environment.getProperty(
            RelationalProperties.MIGRATIONS,
            "classpath:db/migration/${spring.application.name:" + database + "}"));
    // A misspelt location must not mean "no tables".
    defaults.put("spring.flyway.fail-on-missing-locations", "true");
    String url = url(environment, database);
    if (url != null) {
      defaults.put(URL, url);
    }
    if (url != null && url.startsWith("jdbc:d1:")) {
      defaults.put("spring.datasource.driver-class-name", "dev.crow.d1.D1Driver");
      // Services look at how many rows a write changed, also within a transaction.
      defaults.put("spring.datasource.hikari.data-source-properties.heldCounts", "exact");
    }
    environment.getPropertySources().addLast(new MapPropertySource("crow-database", defaults));
  }

  /** The service's own, or the one written for all services with the database's name put in. */
  private static @Nullable String url(ConfigurableEnvironment environment, String database) {
    String given = environment.getProperty(URL);
    String own = environment.getProperty(RelationalProperties.URLS + "." + database);
    String shared = environment.getProperty(RelationalProperties.URL);
    if (given != null || own != null) {
      return given != null ? given : own;
    }
    return shared == null ? null : shared.replace("{database}", database);
  }

  /** After the configuration files are read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
