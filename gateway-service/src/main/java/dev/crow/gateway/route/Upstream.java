package dev.crow.gateway.route;

import dev.crow.contracts.Services;
import java.net.URI;

/**
 * A service behind the gateway.
 *
 * @param name its name, which is also the audience of tokens for it
 * @param uri its base URL
 */
public record Upstream(String name, URI uri) {

  /**
   * @return whether its answers may set cookies at the client
   */
  public boolean setsCookies() {
    return name.equals(Services.AUTH);
  }
}
