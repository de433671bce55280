package dev.crow.interaction.analysis;

/** Nothing is left of an organization's budget for this month. */
public final class BudgetSpentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BudgetSpentException() {
    super("The month's budget for models is spent");
  }
}
