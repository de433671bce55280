package dev.crow.gateway.limit;

/**
 * Where a bucket stands after a request.
 *
 * @param scope whom it counts
 * @param granted whether the request may pass
 * @param remaining requests that may come at once now
 * @param resetSeconds until the bucket is full; until the next request may come, if not granted
 * @param policy the limit, as {@code RateLimit-Policy} tells it
 */
public record Allowance(
    Scope scope, boolean granted, long remaining, long resetSeconds, String policy) {}
