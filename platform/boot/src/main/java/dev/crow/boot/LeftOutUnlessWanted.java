package dev.crow.boot;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves auto-configurations of a library out of the services that do not want it. All services
 * share one class path when they run in one JVM, so having the library there says nothing.
 * Subclasses are named in {@code META-INF/spring.factories}.
 */
public abstract class LeftOutUnlessWanted
    implements AutoConfigurationImportFilter, EnvironmentAware {

  private final Predicate<Environment> wanted;
  private final List<String> prefixes;
  private @Nullable Environment environment;

  /**
   * @param wanted whether the service of that environment wants the library
   * @param prefixes of the names of its auto-configurations
   */
  protected LeftOutUnlessWanted(Predicate<Environment> wanted, String... prefixes) {
    this.wanted = wanted;
    this.prefixes = List.of(prefixes);
  }

  @Override
  public final void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public final boolean[] match(
      @Nullable String[] candidates, AutoConfigurationMetadata autoConfigurationMetadata) {
    boolean here = environment != null && wanted.test(environment);
    boolean[] matches = new boolean[candidates.length];
    for (int i = 0; i < candidates.length; i++) {
      String candidate = candidates[i];
      matches[i] = here || candidate == null || prefixes.stream().noneMatch(candidate::startsWith);
    }
    return matches;
  }
}
