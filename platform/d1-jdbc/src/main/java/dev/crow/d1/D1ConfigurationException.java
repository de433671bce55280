package dev.crow.d1;

import java.sql.SQLNonTransientConnectionException;

/** A URL or property that no connection can be made with. The message says how to mend it. */
public final class D1ConfigurationException extends SQLNonTransientConnectionException {

  private static final long serialVersionUID = 1L;

  D1ConfigurationException(String message) {
    super(message, "08001");
  }
}
