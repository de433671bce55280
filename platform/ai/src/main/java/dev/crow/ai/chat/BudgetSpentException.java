package dev.crow.ai.chat;

/** Nothing is left of an organization's budget for this month. */
public final class BudgetSpentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Nothing was asked. */
  public BudgetSpentException() {
    super("The month's budget for models is spent");
  }
}
