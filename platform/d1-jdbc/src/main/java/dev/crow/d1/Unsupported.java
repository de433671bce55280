package dev.crow.d1;

import java.sql.SQLFeatureNotSupportedException;

/** Makes the exception for what the driver does not do. */
final class Unsupported {

  private Unsupported() {}

  static SQLFeatureNotSupportedException method(String name) {
    return new SQLFeatureNotSupportedException("D1 has nothing for " + name, "0A000");
  }
}
