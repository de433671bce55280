package dev.crow.d1;

import java.sql.SQLFeatureNotSupportedException;

/** Makes the exception for what the driver does not do. */
final class Unsupported {

  /** Not 0A000, upon which HikariCP throws the connection away, and its held writes with it. */
  static final String STATE = "0AD01";

  private Unsupported() {}

  static SQLFeatureNotSupportedException method(String name) {
    return new SQLFeatureNotSupportedException("D1 has nothing for " + name, Unsupported.STATE);
  }
}
