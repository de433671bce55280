package dev.crow.d1;

import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** D1's limits, which are far below SQLite's; told here because D1 itself words them poorly. */
final class Limits {

  static final int PARAMETERS = 100;
  static final int COLUMNS = 100;
  static final int SQL_BYTES = 100_000;
  static final int PATTERN_BYTES = 50;
  static final int VALUE_BYTES = 2_000_000;

  /** What the Worker takes. */
  static final int REQUEST_BYTES = 16 * 1024 * 1024;

  private static final int COMPOUND_TERMS = 5;

  /** "Statement too complex" of the standard's class of exceeded limits. */
  private static final String TOO_COMPLEX = "54001";

  private static final String TOO_MANY_COLUMNS = "54011";
  private static final String TOO_LONG = "22001";

  private Limits() {}

  static void checkParameters(int count) throws SQLException {
    if (count > PARAMETERS) {
      throw new SQLSyntaxErrorException(
          "D1 takes at most 100 parameters in a statement. Send fewer at a time, or one JSON array"
              + " read with json_each(?).",
          "54023");
    }
  }

  static void checkSize(String sql) throws SQLException {
    if (sql.length() * 3L > SQL_BYTES && bytes(sql) > SQL_BYTES) {
      throw new SQLSyntaxErrorException(
          "D1 takes statements of at most 100,000 bytes; this one has "
              + bytes(sql)
              + ". Pass values as parameters.",
          TOO_COMPLEX);
    }
  }

  static void checkPattern(@Nullable Object pattern) throws SQLException {
    if (pattern instanceof String text && bytes(text) > PATTERN_BYTES) {
      throw new SQLDataException(
          "D1 takes LIKE and GLOB patterns of at most 50 bytes; this one has "
              + bytes(text)
              + ". Compare with instr(column, ?) > 0 instead.",
          TOO_LONG);
    }
  }

  static void checkValue(@Nullable Object value) throws SQLException {
    long size =
        value instanceof String text ? bytes(text) : value instanceof byte[] b ? b.length : 0;
    if (size > VALUE_BYTES) {
      throw new SQLDataException(
          "D1 keeps values of at most 2,000,000 bytes; this one has "
              + size
              + ". Keep large content in an object store.",
          TOO_LONG);
    }
  }

  static void checkRequest(int bytes) throws SQLException {
    if (bytes > REQUEST_BYTES) {
      throw new SQLDataException(
          "A transaction or batch takes at most 16 MiB of statements and values; this one has "
              + bytes
              + " bytes. Commit more often.",
          TOO_COMPLEX);
    }
  }

  /** Counts what can be counted without knowing the tables. */
  static void checkShape(List<Token> statement) throws SQLException {
    int depth = 0;
    int terms = 1;
    int columns = 0;
    boolean inList = false;
    for (Token token : statement) {
      depth += StatementReader.depthChange(token);
      if (depth != 0) {
        continue;
      }
      if (token.isSymbol(';')) {
        terms = 1; // the next statement of a trigger
      } else if (token.isAny("SELECT", "RETURNING")) {
        inList = true;
        columns = 1;
      } else if (token.isAny("FROM", "UNION", "EXCEPT", "INTERSECT")) {
        inList = false;
        terms += token.is("FROM") ? 0 : 1;
      } else if (inList && token.isSymbol(',') && ++columns > COLUMNS) {
        throw new SQLSyntaxErrorException(
            "D1 returns at most 100 columns; select fewer", TOO_MANY_COLUMNS);
      }
    }
    if (terms > COMPOUND_TERMS) {
      throw new SQLSyntaxErrorException(
          "D1 takes at most 5 terms of UNION, EXCEPT and INTERSECT; use VALUES or json_each(?)",
          TOO_COMPLEX);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
