package dev.crow.d1;

import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Types;

/** Parameters have no types: any value may be given. */
record D1ParameterMetaData(int count) implements ParameterMetaData {

  @Override
  public int getParameterCount() {
    return count;
  }

  @Override
  public int isNullable(int param) {
    return parameterNullableUnknown;
  }

  @Override
  public boolean isSigned(int param) {
    return true;
  }

  @Override
  public int getPrecision(int param) {
    return 0;
  }

  @Override
  public int getScale(int param) {
    return 0;
  }

  @Override
  public int getParameterType(int param) {
    return Types.VARCHAR;
  }

  @Override
  public String getParameterTypeName(int param) {
    return "TEXT";
  }

  @Override
  public String getParameterClassName(int param) {
    return String.class.getName();
  }

  @Override
  public int getParameterMode(int param) {
    return parameterModeIn;
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
