package dev.crow.relational;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.support.AbstractFallbackSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Gives SQLite's result codes Spring's names. Without it a broken constraint and a full disk are
 * both an {@code UncategorizedSQLException}.
 */
final class SqliteExceptionTranslator extends AbstractFallbackSQLExceptionTranslator {

  SqliteExceptionTranslator() {
    setFallbackTranslator(new SQLExceptionSubclassTranslator());
  }

  @Override
  protected @Nullable DataAccessException doTranslate(
      String task, @Nullable String sql, SQLException ex) {
    SQLiteException sqlite = sqliteCause(ex);
    if (sqlite == null) {
      return null;
    }
    String message = buildMessage(task, sql, sqlite);
    return switch (sqlite.getResultCode()) {
      case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
          new DuplicateKeyException(message, ex);
      default -> byPrimaryCode(primary(sqlite), message, ex);
    };
  }

  private static @Nullable DataAccessException byPrimaryCode(
      SQLiteErrorCode code, String message, SQLException ex) {
    return switch (code) {
      case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG ->
          new DataIntegrityViolationException(message, ex);
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
          new CannotAcquireLockException(message, ex);
      case SQLITE_FULL,
          SQLITE_IOERR,
          SQLITE_READONLY,
          SQLITE_CANTOPEN,
          SQLITE_CORRUPT,
          SQLITE_NOTADB,
          SQLITE_PERM,
          SQLITE_NOMEM ->
          new DataAccessResourceFailureException(message, ex);
      case SQLITE_INTERRUPT -> new QueryTimeoutException(message, ex);
      default -> null;
    };
  }

  /** The kind of failure, without the detail that extended codes carry in their upper bits. */
  static SQLiteErrorCode primary(SQLiteException e) {
    return SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xFF);
  }

  /** A batch and the pool wrap the driver's own exception. */
  static @Nullable SQLiteException sqliteCause(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException found) {
        return found;
      }
    }
    return null;
  }
}
