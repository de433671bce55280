package dev.crow.security;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Hears of callers that were refused for want of a permission. A service that keeps an audit log
 * offers one as a bean.
 */
@FunctionalInterface
public interface AccessDenials {

  /**
   * Called before the refusal is answered; must neither block nor throw.
   *
   * @param caller who was refused
   * @param operation the controller method, as {@code Class#method}
   * @param request what was asked for
   */
  void denied(Caller caller, String operation, HttpServletRequest request);
}
