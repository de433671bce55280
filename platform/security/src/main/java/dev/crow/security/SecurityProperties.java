package dev.crow.security;

import java.net.URI;
import java.util.List;
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
 */
@Validated
@ConfigurationProperties("crow.security")
record SecurityProperties(
    @DefaultValue("false") boolean enabled,
    @Nullable String audience,
    @DefaultValue("http://127.0.0.1:8001/.well-known/jwks.json") URI jwksUri,
    @Nullable String serviceSecret,
    @DefaultValue List<String> openPaths) {

  @Override
  public String toString() {
    return "SecurityProperties[enabled=%s, audience=%s, jwksUri=%s, openPaths=%s]"
        .formatted(enabled, audience, jwksUri, openPaths);
  }
}
