package dev.crow.localstack.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The SQLite databases of a copied folder. */
final class Databases {

  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private Databases() {}

  /**
   * Brings what a database's write-ahead log holds into the database, and looks whether it is
   * whole.
   *
   * @return the migrations that were applied to all of them
   * @throws BackupException if one is damaged
   */
  static SortedSet<String> settle(Path folder) throws IOException {
    SortedSet<String> migrations = new TreeSet<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(".db")).toList();
    }
    for (Path file : files) {
      if (isSqlite(file)) {
        migrations.addAll(settleOne(file));
      }
    }
    return migrations;
  }

  private static boolean isSqlite(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
    }
  }

  private static SortedSet<String> settleOne(Path file) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      try (ResultSet check = statement.executeQuery("PRAGMA quick_check")) {
        if (!check.next() || !"ok".equals(check.getString(1))) {
          throw new BackupException("The database " + file.getFileName() + " is damaged");
        }
      }
      return migrations(statement);
    } catch (SQLException e) {
      throw new BackupException("The database " + file.getFileName() + " cannot be read", e);
    }
  }

  private static SortedSet<String> migrations(Statement statement) throws SQLException {
    SortedSet<String> scripts = new TreeSet<>();
    String tables =
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'flyway_schema_history'";
    try (ResultSet table = statement.executeQuery(tables)) {
      if (!table.next()) {
        return scripts;
      }
    }
    String applied = "SELECT script FROM flyway_schema_history WHERE version IS NOT NULL";
    try (ResultSet rows = statement.executeQuery(applied)) {
      while (rows.next()) {
        scripts.add(rows.getString(1));
      }
    }
    return scripts;
  }

  /** The migrations that this program knows. */
  static SortedSet<String> known() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (Resource script :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:db/migration/**/*.sql")) {
      String name = script.getFilename();
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }
}
