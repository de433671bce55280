package dev.crow.kafka.embedded;

/** The embedded broker could not start; the message names what to mend. */
public final class EmbeddedBrokerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EmbeddedBrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
