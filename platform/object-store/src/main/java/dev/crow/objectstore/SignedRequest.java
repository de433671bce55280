package dev.crow.objectstore;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A request that whoever holds it may send, without credentials, until it expires.
 *
 * @param method {@code GET} or {@code PUT}
 * @param uri holds the permission: secret
 * @param headers must be sent exactly so
 */
public record SignedRequest(
    String method, URI uri, Map<String, String> headers, Instant expiresAt) {

  public SignedRequest {
    headers = Map.copyOf(headers);
  }

  /** Without the permission. */
  @Override
  public String toString() {
    return "SignedRequest[" + method + " " + uri.getRawPath() + " until " + expiresAt + "]";
  }
}
