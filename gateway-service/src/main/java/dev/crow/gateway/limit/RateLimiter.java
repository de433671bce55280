package dev.crow.gateway.limit;

import dev.crow.gateway.route.RouteClass;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Counts requests in token buckets, before a byte of their bodies is read. */
public final class RateLimiter {

  private final boolean enabled;
  private final Buckets buckets;
  private final Map<RouteClass, Map<Scope, Rule>> rules = new EnumMap<>(RouteClass.class);

  RateLimiter(LimitProperties limits, Buckets buckets) {
    this.enabled = limits.enabled();
    this.buckets = buckets;
    for (RouteClass kind : RouteClass.values()) {
      Map<Scope, Rule> ofKind = new EnumMap<>(Scope.class);
      limits
          .of(kind)
          .byScope()
          .forEach((scope, limit) -> ofKind.put(scope, Rule.of(kind, scope, limit)));
      rules.put(kind, ofKind);
    }
  }

  /**
   * Counts one request.
   *
   * @param kind of the request's route
   * @param scope whom to count
   * @param id of the key, address or organization
   * @return where its bucket stands now; empty if there is no such limit
   */
  public Optional<Allowance> take(RouteClass kind, Scope scope, String id) {
    Rule rule = enabled ? rules.getOrDefault(kind, Map.of()).get(scope) : null;
    return rule == null ? Optional.empty() : Optional.of(buckets.take(rule, id));
  }

  /**
   * Counts one request of a key that has a limit of its own. In memory, the count ends with the
   * process.
   *
   * @param kind of the request's route
   * @param id of the key
   * @param cap requests in a day of UTC; a changed cap counts afresh
   * @return where its bucket stands now; empty if limits are switched off
   */
  public Optional<Allowance> takeDaily(RouteClass kind, String id, long cap) {
    return enabled
        ? Optional.of(buckets.take(Rule.of(kind, Scope.DAY, Limit.daily(Math.max(1, cap))), id))
        : Optional.empty();
  }
}
