package dev.crow.d1;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Rows that have all arrived; goes forward only. */
final class D1ResultSet extends LabelledResultSet {

  private final @Nullable D1Statement statement;
  private final Answer answer;
  private int at;
  private boolean wasNull;
  private boolean closed;

  D1ResultSet(@Nullable D1Statement statement, Answer answer) {
    this.statement = statement;
    this.answer = answer;
  }

  int size() {
    return answer.rows().size();
  }

  private void checkOpen() throws SQLException {
    if (closed) {
      throw new SQLNonTransientException("The result set is closed", "24000");
    }
  }

  private @Nullable Object cell(int column) throws SQLException {
    checkOpen();
    if (at < 1 || at > size()) {
      throw new SQLNonTransientException(
          "There is no row: next() was not called, or gave false", "24000");
    }
    if (column < 1 || column > answer.columns().size()) {
      throw new SQLNonTransientException(
          "There is no column " + column + ", there are " + answer.columns().size(), "42S22");
    }
    Object cell = answer.rows().get(at - 1)[column - 1];
    wasNull = cell == null;
    return cell;
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    at = Math.min(at + 1, size() + 1);
    return at <= size();
  }

  @Override
  public int findColumn(String label) throws SQLException {
    checkOpen();
    for (int i = 0; i < answer.columns().size(); i++) {
      if (answer.columns().get(i).equalsIgnoreCase(label)) {
        return i + 1;
      }
    }
    throw new SQLNonTransientException("There is no column of that name", "42S22");
  }

  @Override
  public boolean wasNull() {
    return wasNull;
  }

  @Override
  public @Nullable String getString(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null ? null : Cells.text(cell);
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    Object cell = cell(column);
    return cell != null && Cells.truth(cell);
  }

  @Override
  public byte getByte(int column) throws SQLException {
    return (byte) whole(column, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  @Override
  public short getShort(int column) throws SQLException {
    return (short) whole(column, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public int getInt(int column) throws SQLException {
    return (int) whole(column, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public long getLong(int column) throws SQLException {
    return whole(column, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private long whole(int column, long least, long most) throws SQLException {
    Object cell = cell(column);
    return cell == null ? 0 : Cells.whole(cell, least, most);
  }

  @Override
  public float getFloat(int column) throws SQLException {
    return (float) getDouble(column);
  }

  @Override
  public double getDouble(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null ? 0 : Cells.real(cell);
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null ? null : Cells.decimal(cell);
  }

  @Override
  @Deprecated
  public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal value = getBigDecimal(column);
    return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public byte @Nullable [] getBytes(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null ? null : Cells.bytes(cell);
  }

  @Override
  public @Nullable Date getDate(int column) throws SQLException {
    return getObject(column, Date.class);
  }

  @Override
  public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    return getDate(column);
  }

  @Override
  public @Nullable Time getTime(int column) throws SQLException {
    return getObject(column, Time.class);
  }

  @Override
  public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    return getTime(column);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return getObject(column, Timestamp.class);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    return getTimestamp(column);
  }

  @Override
  public @Nullable Object getObject(int column) throws SQLException {
    Object cell = cell(column);
    return cell == null ? null : Cells.object(cell);
  }

  @Override
  public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
    Object cell = cell(column);
    return cell == null ? null : Cells.object(cell, type);
  }

  @Override
  public @Nullable InputStream getBinaryStream(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public @Nullable InputStream getAsciiStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public @Nullable Reader getCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return new D1ResultSetMetaData(answer);
  }

  @Override
  public boolean isBeforeFirst() {
    return at == 0 && size() > 0;
  }

  @Override
  public boolean isAfterLast() {
    return at > size() && size() > 0;
  }

  @Override
  public boolean isFirst() {
    return at == 1 && size() > 0;
  }

  @Override
  public boolean isLast() {
    return at == size() && size() > 0;
  }

  @Override
  public int getRow() {
    return at > size() ? 0 : at;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (statement != null) {
        statement.rowsClosed();
      }
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public @Nullable Statement getStatement() {
    return statement;
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
