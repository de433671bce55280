package dev.crow.security;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a service guards itself.
 *
 * @param enabled true: callers show internal tokens; false: the service lets everybody in and
 *     guards itself, as the gateway does
 * @param audience the name tokens must be issued for; null means the application's name
 * @param jwksUri where the issuer publishes its keys
 * @param serviceSecret shared by the suite's services; null means the file in the data folder
 * @param openPaths patterns of this service's own paths that need no credential
 * @param allowUnlimitedTokens whether tokens without an expiry are accepted; for suites whose
 *     issuer is told to make such
 * @param mtls {@code crow.security.mtls.*}
 */
@Validated
@ConfigurationProperties("crow.security")
record SecurityProperties(
    @DefaultValue("false") boolean enabled,
    @Nullable String audience,
    @DefaultValue("http://127.0.0.1:8001/.well-known/jwks.json") URI jwksUri,
    @Nullable String serviceSecret,
    @DefaultValue List<String> openPaths,
    @DefaultValue("false") boolean allowUnlimitedTokens,
    @DefaultValue MutualTls mtls) {

  /**
   * Certificates between services.
   *
   * @param enabled whether this service's server asks for one, and its clients show one
   * @param services names that a certificate may be for
   */
  record MutualTls(
      @DefaultValue("false") boolean enabled,
      @DefaultValue({
            "gateway-service",
            "auth-service",
            "user-service",
            "organization-service",
            "web-ingest-worker",
            "interaction-service",
            "product-service",
            "pattern-service",
            "notification-service",
            "analytics-service",
            "local-stack"
          })
          Set<String> services) {}

  /** Where the keys are; a service that has certificates has no plain port. */
  URI keysUri() {
    return mtls.enabled() && "http".equals(jwksUri.getScheme())
        ? URI.create("https" + jwksUri.toString().substring("http".length()))
        : jwksUri;
  }

  @Override
  public String toString() {
    return "SecurityProperties[enabled=%s, audience=%s, jwksUri=%s, openPaths=%s]"
        .formatted(enabled, audience, jwksUri, openPaths);
  }
}
