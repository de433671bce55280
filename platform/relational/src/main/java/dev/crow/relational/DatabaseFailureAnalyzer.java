package dev.crow.relational;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.sqlite.SQLiteException;

/** Explains a start that failed because of the database's file. */
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLiteException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, SQLiteException e) {
    return new FailureAnalysis(
        "The database file cannot be used: " + e.getMessage(),
        "Look at the folder named by crow.data-dir (CROW_DATA_DIR): it must be writable, have free"
            + " space, and hold no files of another program. A damaged file is restored from a"
            + " backup or removed to start empty.",
        e);
  }
}
