package dev.crow.relational;

import java.nio.file.Path;
import java.util.Map;
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
  static final String URL = "crow.relational.url";
  static final String URLS = "crow.relational.urls";

  /**
   * One service's database.
   *
   * @param database its name, lower-case letters, digits and dashes; absent if the service has none
   * @param migrations where Flyway looks; by default {@code db/migration/<application name>} on the
   *     class path
   * @param url for all services at once, with <code>{database}</code> where the name belongs;
   *     absent for files
   * @param urls by the database's name, before {@code url}
   */
  record Database(
      @Nullable String database,
      @Nullable String migrations,
      @Nullable String url,
      @DefaultValue Map<String, String> urls) {

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
