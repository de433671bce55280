package dev.crow.cache;

import dev.crow.security.CrowSecurityAutoConfiguration;
import dev.crow.security.SealingKey;
import dev.crow.security.ServiceSecret;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;

/** Caches for the services that set {@code crow.cache.enabled}. */
@AutoConfiguration(
    after = CrowSecurityAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnBooleanProperty("crow.cache.enabled")
@EnableConfigurationProperties(CacheProperties.class)
public final class CrowCacheAutoConfiguration {

  private static final String PURPOSE = "crow shared cache";

  @Bean
  Caches caches(
      CacheProperties properties, ServiceSecret secret, ObjectProvider<MeterRegistry> registries) {
    MeterRegistry registry = registries.getIfAvailable(() -> Metrics.globalRegistry);
    CacheStore store = properties.shared();
    return store == null
        ? Caches.embedded(registry, Clocks.system())
        : Caches.shared(
            store, SealingKey.derivedFrom(secret.value(), PURPOSE), registry, Clocks.system());
  }

  /** Requests are served either way. */
  @Bean("sharedAnswers")
  HealthIndicator cachesHealth(Caches caches) {
    return () ->
        Health.status(caches.state() == Caches.State.AWAY ? new Status("DEGRADED") : Status.UP)
            .withDetail("answers", caches.state().name().toLowerCase(Locale.ROOT))
            .build();
  }
}
