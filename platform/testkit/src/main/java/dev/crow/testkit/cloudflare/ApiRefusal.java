package dev.crow.testkit.cloudflare;

/** A request that Cloudflare's API refuses. */
final class ApiRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;
  private final String reason;

  ApiRefusal(int status, int code, String reason) {
    super(reason);
    this.status = status;
    this.code = code;
    this.reason = reason;
  }

  /** A property with a value that it cannot have. */
  static ApiRefusal invalid(String reason) {
    return new ApiRefusal(400, 7400, reason);
  }

  ApiResponse response() {
    return ApiResponse.failure(status, code, reason);
  }
}
