package dev.crow.relational;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * A service's own database.
 *
 * @param database its name; the file is {@code <data-dir>/<name>/<name>.db} unless {@code
 *     spring.datasource.url} says otherwise
 * @param migrations where its migrations are; null means {@code db/migration/<service>}
 */
@ConfigurationProperties("crow.relational")
record RelationalProperties(@Nullable String database, @Nullable List<String> migrations) {

  static final String DATABASE = "crow.relational.database";
  static final String MIGRATIONS = "crow.relational.migrations";
}
