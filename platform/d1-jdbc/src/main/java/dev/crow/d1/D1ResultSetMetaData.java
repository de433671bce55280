package dev.crow.d1;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Describes columns by what is in them: D1 tells no types. */
final class D1ResultSetMetaData implements ResultSetMetaData {

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

  private @Nullable Object example(int column) throws SQLException {
    getColumnLabel(column);
    for (@Nullable Object[] row : answer.rows()) {
      Object cell = row[column - 1];
      if (cell != null) {
        return cell;
      }
    }
    return null;
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return switch (example(column)) {
      case Long number -> number == number.intValue() ? Types.INTEGER : Types.BIGINT;
      case Answer.Rounded _ -> Types.BIGINT;
      case Double _ -> Types.DOUBLE;
      case byte[] _ -> Types.BLOB;
      case String _ -> Types.VARCHAR;
      case null, default -> Types.NULL;
    };
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return switch (getColumnType(column)) {
      case Types.INTEGER, Types.BIGINT -> "INTEGER";
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
