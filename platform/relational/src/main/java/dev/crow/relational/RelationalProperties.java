package dev.crow.relational;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a service's database is.
 *
 * @param dataDir the suite's data folder; the database is in a folder of its own below it
 * @param relational {@code crow.relational.*}
 */
@ConfigurationProperties("crow")
record RelationalProperties(@DefaultValue("data") Path dataDir, @DefaultValue Database relational) {

  static final String DATABASE = "crow.relational.database";
  static final String MIGRATIONS = "crow.relational.migrations";

  /**
   * One service's database.
   *
   * @param database its name, lower-case letters, digits and dashes; absent if the service has none
   * @param migrations where Flyway looks; by default {@code db/migration/<application name>} on the
   *     class path
   */
  record Database(@Nullable String database, @Nullable String migrations) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    Database {
      if (database != null && !NAME.matcher(database).matches()) {
        throw new IllegalArgumentException(
            DATABASE + " takes lower-case letters, digits and dashes, a letter first");
      }
    }
  }

  Path file() {
    String name = relational.database();
    if (name == null) {
      throw new IllegalStateException(DATABASE + " is not set");
    }
    return dataDir.toAbsolutePath().normalize().resolve(name).resolve(name + ".db");
  }
}
