package dev.crow.relational;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The default database: a file in the data folder, which only its owner may read. */
final class SqliteFile implements JdbcConnectionDetails {

  /*
   * WAL: readers and the writer do not wait for each other. FULL: a committed row survives a power
   * cut, which an offset committed after it relies on. secure_delete: what was erased is overwritten
   * in the file and not only let go. DEFERRED: see SqliteTransactionManager.
   */
  private static final String PRAGMAS =
      "?journal_mode=WAL&busy_timeout=5000&foreign_keys=on&synchronous=FULL"
          + "&secure_delete=true&transaction_mode=DEFERRED";

  private final Path file;

  private SqliteFile(Path file) {
    this.file = file;
  }

  static SqliteFile in(RelationalProperties properties) {
    Path file = properties.file();
    try {
      PrivateFiles.prepare(file);
    } catch (IOException e) {
      throw new UnusableFolderException(file.resolveSibling(""), e);
    }
    return new SqliteFile(file);
  }

  @Override
  public String getJdbcUrl() {
    return "jdbc:sqlite:" + file + PRAGMAS;
  }

  @Override
  public @Nullable String getUsername() {
    return null;
  }

  @Override
  public @Nullable String getPassword() {
    return null;
  }
}
