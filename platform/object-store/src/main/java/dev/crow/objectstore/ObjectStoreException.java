package dev.crow.objectstore;

/** The store did not do what it was asked. Messages name no secret and no key. */
public abstract sealed class ObjectStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private ObjectStoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Nothing is known about the effect; the same call may succeed later and is safe to repeat. */
  public static final class Unavailable extends ObjectStoreException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The store will not do it: wrong credentials, no such bucket, too large. A retry is useless. */
  public static final class Refused extends ObjectStoreException {

    private static final long serialVersionUID = 1L;

    public Refused(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
