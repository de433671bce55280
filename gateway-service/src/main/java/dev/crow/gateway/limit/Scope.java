package dev.crow.gateway.limit;

/** Whom a limit counts. */
public enum Scope {
  ADDRESS,
  KEY,
  ORGANIZATION
}
