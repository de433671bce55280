package dev.crow.gateway.route;

/** The kind of traffic a route carries; it decides on limits and CORS. */
public enum RouteClass {
  /** Events sent by devices and browsers, with publishable or secret keys. */
  INGEST,
  /** Everything a known caller reads or changes. */
  API,
  /** What is done to become known: signing up and in, and the links in our mails. */
  AUTH,
  /** What the gateway itself answers to anybody. */
  PUBLIC
}
