package dev.crow.interaction.analysis;

/** What a model said is not what the events say, or not what it was asked for. */
public final class UntrueAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UntrueAnswerException(String message) {
    super(message);
  }
}
