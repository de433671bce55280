package dev.crow.gateway.limit;

import io.lettuce.core.RedisURI;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

  @Bean
  Buckets buckets(LimitProperties limits) {
    LocalBuckets local = new LocalBuckets(limits.maxBuckets());
    return limits.backend().equals(LimitProperties.EMBEDDED)
        ? local
        : new SharedBuckets(
            RedisURI.create(limits.backend()), limits.backendTimeout(), local, limits.gateways());
  }

  @Bean
  RateLimiter rateLimiter(LimitProperties limits, Buckets buckets) {
    return new RateLimiter(limits, buckets);
  }

  /** Requests are served either way. */
  @Bean
  HealthIndicator limits(Buckets buckets) {
    return () -> {
      String state = buckets.state();
      return Health.status(
              state.equals(SharedBuckets.LOCAL_SHARE) ? new Status("DEGRADED") : Status.UP)
          .withDetail("counting", state)
          .build();
    };
  }
}
