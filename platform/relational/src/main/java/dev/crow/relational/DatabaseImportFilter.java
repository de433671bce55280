package dev.crow.relational;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves Boot's database auto-configurations out of services that name no database. All services
 * share one class path when they run in one JVM, so having the driver there says nothing.
 */
final class DatabaseImportFilter implements AutoConfigurationImportFilter, EnvironmentAware {

  private @Nullable Environment environment;

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public boolean[] match(
      @Nullable String[] candidates, AutoConfigurationMetadata autoConfigurationMetadata) {
    boolean wanted =
        environment != null && environment.containsProperty(RelationalProperties.DATABASE);
    boolean[] matches = new boolean[candidates.length];
    for (int i = 0; i < candidates.length; i++) {
      String candidate = candidates[i];
      matches[i] = wanted || candidate == null || !isAboutDatabases(candidate);
    }
    return matches;
  }

  private static boolean isAboutDatabases(String autoConfiguration) {
    return autoConfiguration.startsWith("org.springframework.boot.jdbc.")
        || autoConfiguration.startsWith("org.springframework.boot.flyway.")
        || autoConfiguration.startsWith("org.springframework.boot.data.jdbc.");
  }
}
