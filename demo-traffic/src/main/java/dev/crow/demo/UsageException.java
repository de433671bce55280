package dev.crow.demo;

/** The command line is wrong; the message says what and how to mend it. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
