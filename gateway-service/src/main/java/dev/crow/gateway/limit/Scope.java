package dev.crow.gateway.limit;

import java.util.Locale;

/** Whom a limit counts. */
public enum Scope {
  /** An IPv4 address, or the /64 of an IPv6 one. On ingest routes: with one key. */
  ADDRESS,
  /** All addresses of a /24, or of the /48 of an IPv6 one. */
  NETWORK,
  /** An address that shows a credential the gateway does not know yet, or none. */
  STRANGER,
  /** A key, or a person with all of their sessions. */
  CREDENTIAL,
  /** All callers of an organization. */
  ORGANIZATION,
  /** A key, on one day of UTC. */
  DAY;

  /**
   * @return as clients read it
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
