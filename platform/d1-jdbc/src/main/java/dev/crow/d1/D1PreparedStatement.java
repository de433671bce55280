package dev.crow.d1;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Runs one statement with parameters. Instants become UTC text, whatever calendar is given. */
final class D1PreparedStatement extends PlainPreparedStatement {

  private static final Object UNSET = new Object();

  private final Sql sql;
  private final Keys keys;
  private final @Nullable Object[] values;

  D1PreparedStatement(D1Connection connection, Sql sql, Keys keys) {
    super(connection);
    this.sql = sql;
    this.keys = keys;
    this.values = new @Nullable Object[sql.parameters()];
    Arrays.fill(values, UNSET);
  }

  private @Nullable Object[] values() throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == UNSET) {
        throw new SQLNonTransientException("Parameter " + (i + 1) + " is not set", "07002");
      }
    }
    return values;
  }

  private void set(int index, @Nullable Object value) throws SQLException {
    checkOpen();
    if (index < 1 || index > values.length) {
      throw new SQLNonTransientException(
          "There is no parameter " + index + ", the statement has " + values.length, "07009");
    }
    values[index - 1] = Parameters.of(value);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return query(sql, values());
  }

  @Override
  public int executeUpdate() throws SQLException {
    return (int) executeLargeUpdate();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return update(sql, values(), keys);
  }

  @Override
  public boolean execute() throws SQLException {
    return run(sql, values(), keys);
  }

  @Override
  public void addBatch() throws SQLException {
    add(sql, values());
  }

  @Override
  public void clearParameters() {
    Arrays.fill(values, UNSET);
  }

  /** Known only when the statement has run. */
  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    ResultSet rows = getResultSet();
    return rows == null ? null : rows.getMetaData();
  }

  @Override
  public ParameterMetaData getParameterMetaData() {
    return new D1ParameterMetaData(sql.parameters());
  }

  @Override
  public void setNull(int index, int type) throws SQLException {
    set(index, null);
  }

  @Override
  public void setNull(int index, int type, @Nullable String typeName) throws SQLException {
    set(index, null);
  }

  @Override
  public void setBoolean(int index, boolean value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setByte(int index, byte value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setShort(int index, short value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setLong(int index, long value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setFloat(int index, float value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setDouble(int index, double value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setString(int index, @Nullable String value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setNString(int index, @Nullable String value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setBytes(int index, byte @Nullable [] value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setDate(int index, @Nullable Date value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setDate(int index, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, value);
  }

  @Override
  public void setTime(int index, @Nullable Time value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setTime(int index, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, value);
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, value);
  }

  @Override
  public void setObject(int index, @Nullable Object value) throws SQLException {
    set(index, value);
  }

  @Override
  public void setObject(int index, @Nullable Object value, int type) throws SQLException {
    set(index, value);
  }

  @Override
  public void setObject(int index, @Nullable Object value, int type, int scale)
      throws SQLException {
    set(index, value);
  }

  @Override
  public void setObject(int index, @Nullable Object value, SQLType type) throws SQLException {
    set(index, value);
  }

  @Override
  public void setObject(int index, @Nullable Object value, SQLType type, int scale)
      throws SQLException {
    set(index, value);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader reader, int length)
      throws SQLException {
    setCharacterStream(index, reader, (long) length);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader reader, long length)
      throws SQLException {
    set(index, Parameters.read(reader, length));
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader reader) throws SQLException {
    setCharacterStream(index, reader, -1L);
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader reader, long length)
      throws SQLException {
    setCharacterStream(index, reader, length);
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader reader) throws SQLException {
    setCharacterStream(index, reader);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream stream, int length)
      throws SQLException {
    setBinaryStream(index, stream, (long) length);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream stream, long length)
      throws SQLException {
    set(index, Parameters.read(stream, length));
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream stream) throws SQLException {
    setBinaryStream(index, stream, -1L);
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream stream, int length)
      throws SQLException {
    setAsciiStream(index, stream, (long) length);
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream stream, long length)
      throws SQLException {
    byte[] bytes = Parameters.read(stream, length);
    set(index, bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII));
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream stream) throws SQLException {
    setAsciiStream(index, stream, -1L);
  }
}
