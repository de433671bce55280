package dev.crow.gateway;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps Spring Cloud Gateway out of the other services when all share one class path. Its own
 * switch ({@code spring.cloud.gateway.server.webmvc.enabled}) leaves parts of it in.
 */
final class OnlyInTheGateway implements AutoConfigurationImportFilter, EnvironmentAware {

  private static final String GATEWAY = "org.springframework.cloud.gateway.";

  private @Nullable Environment environment;

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public boolean[] match(
      @Nullable String[] candidates, AutoConfigurationMetadata autoConfigurationMetadata) {
    boolean here =
        environment != null
            && "gateway-service".equals(environment.getProperty("spring.application.name"));
    boolean[] matches = new boolean[candidates.length];
    for (int i = 0; i < candidates.length; i++) {
      String candidate = candidates[i];
      matches[i] = here || candidate == null || !candidate.startsWith(GATEWAY);
    }
    return matches;
  }
}
