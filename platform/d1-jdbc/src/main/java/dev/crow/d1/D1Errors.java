package dev.crow.d1;

import dev.crow.d1.FailedCall.Repeat;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gives D1's errors their place among JDBC's exceptions; the vendor code is D1's. */
final class D1Errors {

  private static final int FORBIDDEN = 10000;

  private D1Errors() {}

  /** What an answer with an error means. D1's codes say little, so the status and text decide. */
  static FailedCall of(int status, int code, @Nullable String text, @Nullable Duration after) {
    int vendor = code != 0 ? code : status;
    String message = text == null ? "D1 answered with status " + status : text;
    if (status == 429 || message.contains("D1 DB is overloaded")) {
      return new FailedCall(
          new SQLTransientConnectionException("D1 is overloaded: " + message, "08004", vendor),
          Repeat.ALWAYS,
          after);
    }
    if (status == 401 || status == 403 || code == FORBIDDEN) {
      return new FailedCall(
          new SQLInvalidAuthorizationSpecException(
              "D1 refused the token: " + message + ". It needs the permission D1 Edit.",
              "28000",
              vendor),
          Repeat.NEVER);
    }
    if (status == 404 || code == 7404 || code == 7003) {
      return new FailedCall(
          new SQLNonTransientConnectionException(
              "There is no such D1 database: " + message, "08004", vendor),
          Repeat.NEVER);
    }
    if (tookTooLong(message)) {
      return new FailedCall(new SQLTimeoutException(message, "57014", vendor), Repeat.NEVER);
    }
    if (status >= 500 || isTransient(message)) {
      return new FailedCall(
          new SQLTransientConnectionException(
              "D1 failed, whether a write took effect is unknown: " + message, "08007", vendor),
          Repeat.IF_IT_ONLY_READS,
          after);
    }
    return new FailedCall(ofSql(message, vendor), Repeat.NEVER);
  }

  private static boolean tookTooLong(String message) {
    return message.contains("exceeded timeout")
        || message.contains("exceeded its CPU time limit")
        || message.contains("exceeded its memory limit");
  }

  private static boolean isTransient(String message) {
    return message.contains("Network connection lost")
        || message.contains("object to be reset")
        || message.contains("reset because its code was updated")
        || message.contains("transient issue")
        || message.startsWith("internal error");
  }

  /** Older production answers lack SQLite's extended code, so the leading phrase is what counts. */
  static SQLException ofSql(String message, int code) {
    String state = constraintState(message);
    if (state != null) {
      return new SQLIntegrityConstraintViolationException(message, state, code);
    }
    if (message.contains("SQLITE_MISMATCH")) {
      return new SQLDataException(message, "22018", code);
    }
    if (message.contains("SQLITE_TOOBIG")) {
      return new SQLDataException(message, "22001", code);
    }
    if (message.contains("SQLITE_FULL") || message.contains("maximum DB size")) {
      return new SQLNonTransientException(message, "53100", code);
    }
    return new SQLSyntaxErrorException(message, syntaxState(message), code);
  }

  private static @Nullable String constraintState(String message) {
    if (message.startsWith("UNIQUE constraint failed") || message.contains("_PRIMARYKEY)")) {
      return "23505";
    }
    if (message.startsWith("NOT NULL constraint failed")) {
      return "23502";
    }
    if (message.startsWith("FOREIGN KEY constraint failed")) {
      return "23503";
    }
    if (message.startsWith("CHECK constraint failed")) {
      return "23514";
    }
    boolean other = message.startsWith("cannot store ") || message.contains("SQLITE_CONSTRAINT");
    return other ? "23000" : null;
  }

  private static String syntaxState(String message) {
    if (message.startsWith("no such table")) {
      return "42S02";
    }
    if (message.startsWith("no such column") || message.contains("has no column named")) {
      return "42S22";
    }
    if (message.contains("already exists")) {
      return "42S01";
    }
    return message.startsWith("not authorized") ? "42501" : "42000";
  }
}
