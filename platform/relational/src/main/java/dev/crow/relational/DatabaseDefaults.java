package dev.crow.relational;

import java.util.HashMap;
import java.util.Map;
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
    if (environment.getProperty("spring.datasource.url", "").startsWith("jdbc:d1:")) {
      defaults.put("spring.datasource.driver-class-name", "dev.crow.d1.D1Driver");
      // Services look at how many rows a write changed, also within a transaction.
      defaults.put("spring.datasource.hikari.data-source-properties.heldCounts", "exact");
    }
    environment.getPropertySources().addLast(new MapPropertySource("crow-database", defaults));
  }

  /** After the configuration files are read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
