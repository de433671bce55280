package dev.crow.gateway.route;

/** The kind of traffic a route carries; it decides on limits, CORS and publishable keys. */
public enum RouteClass {
  /** Events sent by devices and browsers, with publishable or secret keys. */
  INGEST,
  /** Everything read back, with secret keys only. */
  READ
}
