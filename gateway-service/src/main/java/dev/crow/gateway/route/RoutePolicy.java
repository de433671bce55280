package dev.crow.gateway.route;

/** Whom a route lets in. */
public enum RoutePolicy {
  /** Whoever shows a valid credential. */
  CREDENTIAL,
  /** The same, and foreign clients' keys may be in the body, or in a path that is read only. */
  KEY_INSIDE,
  /** Everybody; what credentials they show is ignored. */
  PUBLIC
}
