package dev.crow.localstack.backup;

import org.jspecify.annotations.Nullable;

/** A backup or a restore cannot be done. The message says why, and what to do. */
public final class BackupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  BackupException(String message) {
    super(message);
  }
}
