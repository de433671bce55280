package dev.crow.d1;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes columns by what is in them: D1 tells no types. */
final class D1ResultSetMetaData implements ResultSetMetaData {

  /** Each holds the values of those before it. */
  private static final List<Integer> NUMBERS = List.of(Types.INTEGER, Types.BIGINT, Types.DOUBLE);

  private final Answer answer;

  D1ResultSetMetaData(Answer answer) {
    this.answer = answer;
  }

  @Override
  public int getColumnCount() {
    return answer.columns().size();
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    if (column < 1 || column > getColumnCount()) {
      throw new SQLNonTransientException("There is no column " + column, "42S22");
    }
    return answer.columns().get(column - 1);
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return getColumnLabel(column);
  }

  /** The type that holds all values of the column: SQLite has a type for each value. */
  @Override
  public int getColumnType(int column) throws SQLException {
    getColumnLabel(column);
    int type = Types.NULL;
    for (@Nullable Object[] row : answer.rows()) {
      type = wider(type, typeOf(row[column - 1]));
    }
    return type;
  }

  private static int typeOf(@Nullable Object cell) {
    return switch (cell) {
      case Long number -> number == number.intValue() ? Types.INTEGER : Types.BIGINT;
      case Answer.Rounded _ -> Types.BIGINT;
      case Double _ -> Types.DOUBLE;
      case byte[] _ -> Types.BLOB;
      case String _ -> Types.VARCHAR;
      case null, default -> Types.NULL;
    };
  }

  private static int wider(int a, int b) {
    if (a == b || b == Types.NULL) {
      return a;
    }
    if (a == Types.NULL) {
      return b;
    }
    int first = NUMBERS.indexOf(a);
    int second = NUMBERS.indexOf(b);
    return first < 0 || second < 0 ? Types.VARCHAR : NUMBERS.get(Math.max(first, second));
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return switch (getColumnType(column)) {
      case Types.INTEGER -> "INTEGER";
      case Types.BIGINT -> "BIGINT";
      case Types.DOUBLE -> "REAL";
      case Types.BLOB -> "BLOB";
      case Types.VARCHAR -> "TEXT";
      default -> "NULL";
    };
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return switch (getColumnType(column)) {
      case Types.INTEGER -> Integer.class.getName();
      case Types.BIGINT -> Long.class.getName();
      case Types.DOUBLE -> Double.class.getName();
      case Types.BLOB -> byte[].class.getName();
      case Types.VARCHAR -> String.class.getName();
      default -> Object.class.getName();
    };
  }

  @Override
  public boolean isAutoIncrement(int column) {
    return false;
  }

  @Override
  public boolean isCaseSensitive(int column) {
    return true;
  }

  @Override
  public boolean isSearchable(int column) {
    return true;
  }

  @Override
  public boolean isCurrency(int column) {
    return false;
  }

  @Override
  public int isNullable(int column) {
    return columnNullableUnknown;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    int type = getColumnType(column);
    return type == Types.INTEGER || type == Types.BIGINT || type == Types.DOUBLE;
  }

  @Override
  public int getColumnDisplaySize(int column) {
    return 0;
  }

  @Override
  public String getSchemaName(int column) {
    return "";
  }

  @Override
  public int getPrecision(int column) {
    return 0;
  }

  @Override
  public int getScale(int column) {
    return 0;
  }

  @Override
  public String getTableName(int column) {
    return "";
  }

  @Override
  public String getCatalogName(int column) {
    return "";
  }

  @Override
  public boolean isReadOnly(int column) {
    return true;
  }

  @Override
  public boolean isWritable(int column) {
    return false;
  }

  @Override
  public boolean isDefinitelyWritable(int column) {
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
