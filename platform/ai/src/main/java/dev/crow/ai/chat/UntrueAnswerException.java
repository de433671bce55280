package dev.crow.ai.chat;

/** What a model said is not so, or not what it was asked for. Asking again may help. */
public final class UntrueAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong with it, in our words: it is shown
   */
  public UntrueAnswerException(String message) {
    super(message);
  }
}
