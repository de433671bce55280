package dev.crow.gateway.route;

import java.net.URI;

/**
 * A service behind the gateway.
 *
 * @param name its name, which is also the audience of tokens for it
 * @param uri its base URL
 */
public record Upstream(String name, URI uri) {}
