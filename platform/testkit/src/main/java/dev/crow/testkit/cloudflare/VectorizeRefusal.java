package dev.crow.testkit.cloudflare;

/** An error of Vectorize, in its words. */
final class VectorizeRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  VectorizeRefusal(int status, int code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
