package dev.crow.testkit.cloudflare;

/** An error of D1, in D1's words. */
final class D1Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  D1Refusal(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
