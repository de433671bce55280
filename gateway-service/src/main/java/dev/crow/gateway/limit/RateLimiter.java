package dev.crow.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.crow.gateway.route.RouteClass;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Counts requests in token buckets; memory is bounded however many callers there are. */
@Component
public final class RateLimiter {

  private static final double NANOS_PER_SECOND = 1e9;

  private final LimitProperties limits;
  private final Cache<Caller, Bucket> buckets;

  RateLimiter(LimitProperties limits) {
    this.limits = limits;
    Duration longestFill =
        Stream.of(RouteClass.values())
            .flatMap(kind -> Stream.of(Scope.values()).map(scope -> limit(kind, scope).fillTime()))
            .reduce(Duration.ofMinutes(1), (a, b) -> a.compareTo(b) > 0 ? a : b);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(limits.maxBuckets())
            // A bucket that is full again need not be remembered.
            .expireAfterAccess(longestFill)
            .build();
  }

  /**
   * Counts one request.
   *
   * @param kind of the request's route
   * @param scope whom to count
   * @param id of the key, address or organization
   * @return where its bucket stands now; empty if limits are switched off
   */
  public Optional<Allowance> take(RouteClass kind, Scope scope, String id) {
    if (!limits.enabled()) {
      return Optional.empty();
    }
    Limit limit = limit(kind, scope);
    Bucket bucket = buckets.get(new Caller(kind, scope, id), _ -> limit.bucket());
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    long nanos =
        probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
    return Optional.of(
        new Allowance(
            probe.isConsumed(),
            limit.burst(),
            probe.getRemainingTokens(),
            (long) Math.ceil(nanos / NANOS_PER_SECOND)));
  }

  private Limit limit(RouteClass kind, Scope scope) {
    return switch (kind) {
      case INGEST ->
          switch (scope) {
            case KEY -> limits.ingestPerKey();
            case ADDRESS -> limits.ingestPerAddress();
            case ORGANIZATION -> limits.ingestPerOrganization();
          };
      case READ ->
          switch (scope) {
            case KEY -> limits.readPerKey();
            case ADDRESS -> limits.readPerAddress();
            case ORGANIZATION -> limits.readPerOrganization();
          };
    };
  }

  private record Caller(RouteClass kind, Scope scope, String id) {}
}
