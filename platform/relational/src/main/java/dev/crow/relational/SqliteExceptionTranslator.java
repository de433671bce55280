package dev.crow.relational;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.AbstractFallbackSQLExceptionTranslator;
import org.sqlite.SQLiteException;

/**
 * Tells Spring what SQLite's result codes mean (<a
 * href="https://sqlite.org/rescode.html">list</a>).
 */
final class SqliteExceptionTranslator extends AbstractFallbackSQLExceptionTranslator {

  @Override
  protected @Nullable DataAccessException doTranslate(
      String task, @Nullable String sql, SQLException e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return null;
    }
    String message = buildMessage(task, sql, e);
    return switch (sqlite.getResultCode()) {
      case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
          new DuplicateKeyException(message, e);
      case SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_BUSY_RECOVERY, SQLITE_LOCKED ->
          new CannotAcquireLockException(message, e);
      default -> byFamily(message, sqlite);
    };
  }

  /** The low byte of an extended code is its family. */
  private static @Nullable DataAccessException byFamily(String message, SQLiteException e) {
    return switch (e.getResultCode().code & 0xFF) {
      case 19 -> new DataIntegrityViolationException(message, e);
      // READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB: the file, not the statement.
      case 8, 10, 11, 13, 14, 26 -> new DataAccessResourceFailureException(message, e);
      default -> null;
    };
  }
}
