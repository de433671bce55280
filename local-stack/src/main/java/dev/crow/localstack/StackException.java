package dev.crow.localstack;

/** The suite cannot start or be reached; the message is one line for the person at the terminal. */
final class StackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StackException(String message) {
    super(message);
  }

  StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
