package dev.crow.analytics.billing;

import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;

/** An organization is named in paths, and is always the caller's. */
final class Own {

  private Own() {}

  /**
   * @return the caller's organization
   * @throws ApiException {@code not-found}, if another one is named
   */
  static String organization(Caller caller, String named) {
    if (!caller.organizationId().equals(named)) {
      throw new ApiException(ErrorCode.NOT_FOUND, "There is no such organization.");
    }
    return named;
  }
}
