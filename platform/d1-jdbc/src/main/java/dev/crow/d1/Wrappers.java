package dev.crow.d1;

import java.sql.SQLException;

/** {@link java.sql.Wrapper} for classes that wrap nothing but themselves. */
final class Wrappers {

  private Wrappers() {}

  static <T> T unwrap(Object object, Class<T> type) throws SQLException {
    if (!type.isInstance(object)) {
      throw new SQLException(
          object.getClass().getSimpleName() + " is no " + type.getName(), "22023");
    }
    return type.cast(object);
  }
}
