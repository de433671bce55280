package dev.crow.relational;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;
import org.sqlite.SQLiteException;

/** Says which database file stopped the start, and how to mend it. */
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLiteException> {

  private final Environment environment;

  DatabaseFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLiteException cause) {
    String action =
        switch (SqliteExceptionTranslator.primary(cause)) {
          case SQLITE_CORRUPT, SQLITE_NOTADB ->
              "Stop the service and restore the file from a backup. Without one, move it and its"
                  + " -wal and -shm files away: the service then starts with an empty database.";
          case SQLITE_FULL -> "Free space on the disk that holds it, then start again.";
          case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
              "Let this user write the file and its folder, or point crow.data-dir"
                  + " (CROW_DATA_DIR) elsewhere.";
          case SQLITE_IOERR ->
              "Check the disk and the kernel's log. SQLite needs a local disk, not a network share.";
          case SQLITE_BUSY, SQLITE_LOCKED ->
              "Another process holds the database. Stop it, or give this one another"
                  + " crow.data-dir (CROW_DATA_DIR).";
          default -> null;
        };
    if (action == null) {
      return null;
    }
    return new FailureAnalysis(
        "The database " + where() + " cannot be used: " + cause.getMessage(), action, cause);
  }

  private String where() {
    String url = environment.getProperty("spring.datasource.url");
    if (url != null) {
      int options = url.indexOf('?');
      return options < 0 ? url : url.substring(0, options);
    }
    return Binder.get(environment)
        .bind("crow", RelationalProperties.class)
        .map(properties -> properties.file().toString())
        .orElse("of this service");
  }
}
