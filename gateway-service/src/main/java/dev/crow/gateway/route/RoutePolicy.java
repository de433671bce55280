package dev.crow.gateway.route;

/** Whom a route lets in. */
public enum RoutePolicy {
  /** Whoever shows a valid credential. */
  CREDENTIAL,
  /** Everybody; what credentials they show is ignored. */
  PUBLIC
}
