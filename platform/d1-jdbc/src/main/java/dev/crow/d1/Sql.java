package dev.crow.d1;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement, understood as far as the driver needs: whether it reads, where its parameters
 * are.
 *
 * @param text without the semicolon at its end
 * @param insertsOneRow whether it inserts one row or fails
 */
record Sql(
    String text,
    Kind kind,
    boolean returning,
    boolean insertsOneRow,
    List<Placeholder> placeholders,
    int parameters) {

  /** What a statement does to the database. */
  enum Kind {
    /** A query that can be a table of another query. */
    SELECT,
    /** A pragma that only tells, or EXPLAIN. */
    INFO,
    INSERT,
    /** UPDATE, DELETE or REPLACE. */
    CHANGE,
    /** Changes the schema, or a setting of the transaction. */
    DEFINE
  }

  /**
   * Where a value goes.
   *
   * @param number from 1
   * @param pattern whether it is the pattern of a LIKE or GLOB
   */
  record Placeholder(int number, int start, int end, boolean pattern) {}

  /**
   * @throws SQLException if it is no single statement, or one that D1 never takes
   */
  static Sql parse(String sql) throws SQLException {
    return new StatementReader(sql).read();
  }

  boolean reads() {
    return kind == Kind.SELECT || kind == Kind.INFO;
  }

  boolean returnsRows() {
    return reads() || returning;
  }

  /** Whether rows are changed, so that there is a count of them. */
  boolean counts() {
    return kind == Kind.INSERT || kind == Kind.CHANGE;
  }

  Sql returning(List<String> columns) throws SQLException {
    List<String> quoted = new ArrayList<>();
    for (String column : columns) {
      quoted.add(quote(column));
    }
    return parse(text + "\nRETURNING " + String.join(", ", quoted));
  }

  /** In backticks: what SQLite does not know in double quotes it takes for a text. */
  static String quote(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }

  /**
   * The statement with its values.
   *
   * <p>D1 makes every number it is given a REAL. A whole number is therefore sent as text and cast
   * where it is used; the plus takes the cast's affinity away, so that the value compares, converts
   * and finds its index exactly as a number bound by SQLite itself does.
   *
   * @param values null, String, Long, Double or byte[], as many as there are parameters
   */
  Query bind(@Nullable Object[] values) throws SQLException {
    Limits.checkParameters(parameters);
    List<@Nullable Object> sent = new ArrayList<>(parameters);
    boolean anyWhole = false;
    for (int i = 0; i < parameters; i++) {
      anyWhole |= values[i] instanceof Long;
      sent.add(values[i] instanceof Long whole ? Long.toString(whole) : values[i]);
    }
    for (Placeholder placeholder : placeholders) {
      if (placeholder.pattern()) {
        Limits.checkPattern(values[placeholder.number() - 1]);
      }
    }
    String bound = anyWhole ? withCasts(values) : text;
    Limits.checkSize(bound);
    return new Query(bound, sent);
  }

  private String withCasts(@Nullable Object[] values) {
    StringBuilder bound = new StringBuilder(text.length() + 24 * placeholders.size());
    int from = 0;
    for (Placeholder placeholder : placeholders) {
      bound.append(text, from, placeholder.start());
      int number = placeholder.number();
      if (values[number - 1] instanceof Long) {
        bound.append("(+CAST(?").append(number).append(" AS INTEGER))");
      } else {
        bound.append('?').append(number);
      }
      from = placeholder.end();
    }
    return bound.append(text, from, text.length()).toString();
  }
}
