package dev.crow.webingest.session;

import org.jspecify.annotations.Nullable;

/** Sessions are being restored or handed to another instance; a moment later they can be read. */
public final class NotRestoredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotRestoredException(@Nullable Throwable cause) {
    super("Sessions are being restored", cause);
  }
}
