package dev.crow.d1;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The settings of a statement, most of which mean nothing to D1: all rows come at once. */
abstract class PlainStatement implements Statement {

  private int queryTimeout;
  private long maxRows;

  @Override
  public int getMaxRows() {
    return (int) Math.min(maxRows, Integer.MAX_VALUE);
  }

  @Override
  public void setMaxRows(int max) throws SQLException {
    setLargeMaxRows(max);
  }

  @Override
  public long getLargeMaxRows() {
    return maxRows;
  }

  @Override
  public void setLargeMaxRows(long max) throws SQLException {
    maxRows = notNegative(max);
  }

  @Override
  public int getQueryTimeout() {
    return queryTimeout;
  }

  /** Bounds all attempts together; 0 leaves the connection's own limit. */
  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    queryTimeout = (int) notNegative(seconds);
  }

  private static long notNegative(long value) throws SQLException {
    if (value < 0) {
      throw new SQLNonTransientException("The value is negative", "22023");
    }
    return value;
  }

  @Override
  public int getMaxFieldSize() {
    return 0;
  }

  @Override
  public void setMaxFieldSize(int max) {}

  @Override
  public void setEscapeProcessing(boolean enable) {}

  @Override
  public void cancel() throws SQLException {
    throw Unsupported.method("Statement.cancel");
  }

  @Override
  public @Nullable SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void clearWarnings() {}

  @Override
  public void setCursorName(String name) throws SQLException {
    throw Unsupported.method("Statement.setCursorName");
  }

  @Override
  public void setFetchDirection(int direction) {}

  @Override
  public int getFetchDirection() {
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public void setFetchSize(int rows) {}

  @Override
  public int getFetchSize() {
    return 0;
  }

  @Override
  public int getResultSetConcurrency() {
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getResultSetType() {
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getResultSetHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public void setPoolable(boolean poolable) {}

  @Override
  public boolean isPoolable() {
    return false;
  }
}
