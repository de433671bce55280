package dev.crow.gateway.limit;

import dev.crow.gateway.route.RouteClass;

/**
 * A limit in its place. Two rules alike count in the same buckets.
 *
 * @param kind whose routes it holds for
 * @param scope whom it counts
 * @param limit how much is granted
 * @param policy how {@code RateLimit-Policy} tells it
 */
record Rule(RouteClass kind, Scope scope, Limit limit, String policy) {

  static Rule of(RouteClass kind, Scope scope, Limit limit) {
    String policy =
        "\"%s\";q=%d;w=%d"
            .formatted(scope.text(), limit.burst(), Math.max(1, limit.fillTime().toSeconds()));
    return new Rule(kind, scope, limit, policy);
  }

  Rule shareOf(int gateways) {
    return new Rule(kind, scope, limit.shareOf(gateways), policy);
  }
}
