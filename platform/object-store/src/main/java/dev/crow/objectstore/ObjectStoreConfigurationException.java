package dev.crow.objectstore;

/** The settings do not say which store to use. */
final class ObjectStoreConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String action;

  ObjectStoreConfigurationException(String message, String action) {
    super(message);
    this.action = action;
  }

  String action() {
    return action;
  }
}
