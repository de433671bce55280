package dev.crow.images;

/** A file is not an image that can be taken. The message says why, and nothing of the file. */
public final class ImageException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Reason {
    /** It is of no accepted sort. */
    UNSUPPORTED,
    /** It has too many pixels; told by its header alone. */
    TOO_LARGE,
    /** It says it is an image, but cannot be read as one. */
    DAMAGED,
    /** Too many images at once; the same file may be taken later. */
    BUSY
  }

  private final Reason reason;

  ImageException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
