package dev.crow.webingest.session;

import org.jspecify.annotations.Nullable;

/**
 * Sessions are being restored or handed to another instance, or another instance cannot be asked; a
 * moment later they can be read.
 */
public final class NotRestoredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param cause what stood in the way, or null
   */
  public NotRestoredException(@Nullable Throwable cause) {
    super("Sessions are being restored", cause);
  }
}
