package dev.crow.gateway.limit;

import dev.crow.gateway.route.RouteClass;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * How much a key, person, address or organization may ask for.
 *
 * @param enabled whether anything is limited at all
 * @param backend where requests are counted: {@code embedded} is each gateway for itself, in
 *     memory; a {@code redis://} or {@code rediss://} address is all of them together
 * @param backendTimeout for one count in a shared backend
 * @param gateways how many share a backend; while it is away, each grants that part of a limit
 * @param maxBuckets counted in memory at once
 * @param ingest events
 * @param api what known callers do
 * @param auth signing up and in
 * @param anybody what the gateway itself answers
 */
@Validated
@ConfigurationProperties("crow.gateway.limits")
record LimitProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue(EMBEDDED) String backend,
    @DefaultValue("250ms") Duration backendTimeout,
    @DefaultValue("2") @Positive int gateways,
    @DefaultValue("100000") @Positive int maxBuckets,
    @DefaultValue ClassLimits.Ingest ingest,
    @DefaultValue ClassLimits.Api api,
    @DefaultValue ClassLimits.Auth auth,
    @Name("public") @DefaultValue ClassLimits.Anybody anybody) {

  static final String EMBEDDED = "embedded";

  ClassLimits of(RouteClass kind) {
    return switch (kind) {
      case INGEST -> ingest;
      case API -> api;
      case AUTH -> auth;
      case PUBLIC -> anybody;
    };
  }

  /** Without the backend's address, which may hold a password. */
  @Override
  public String toString() {
    return "LimitProperties[enabled=" + enabled + "]";
  }
}
