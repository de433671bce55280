package dev.crow.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;

class LeftOutUnlessWantedTests {

  private static final @Nullable String[] CANDIDATES = {
    "org.pool.PoolAutoConfiguration", null, "org.poolside.Other", "org.flow.FlowAutoConfiguration"
  };

  @Test
  void leavesOutWhatNobodyAskedFor() {
    assertThat(matches("unrelated")).containsExactly(false, true, true, false);
  }

  @Test
  void letsEverythingInWhereItIsWanted() {
    assertThat(matches("database")).containsExactly(true, true, true, true);
  }

  private static boolean[] matches(String property) {
    Properties properties = new Properties();
    properties.setProperty(property, "x");
    ConfigurableEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new PropertiesPropertySource("test", properties));
    Databases filter = new Databases();
    filter.setEnvironment(environment);
    return filter.match(CANDIDATES, new NoMetadata());
  }

  private static final class Databases extends LeftOutUnlessWanted {
    Databases() {
      super(environment -> environment.containsProperty("database"), "org.pool.", "org.flow.");
    }
  }

  private static final class NoMetadata implements AutoConfigurationMetadata {

    @Override
    public boolean wasProcessed(String className) {
      return false;
    }

    @Override
    public @Nullable Integer getInteger(String className, String key) {
      return null;
    }

    @Override
    public @Nullable Integer getInteger(
        String className, String key, @Nullable Integer defaultValue) {
      return defaultValue;
    }

    @Override
    public java.util.@Nullable Set<String> getSet(String className, String key) {
      return null;
    }

    @Override
    public java.util.@Nullable Set<String> getSet(
        String className, String key, java.util.@Nullable Set<String> defaultValue) {
      return defaultValue;
    }

    @Override
    public @Nullable String get(String className, String key) {
      return null;
    }

    @Override
    public @Nullable String get(String className, String key, @Nullable String defaultValue) {
      return defaultValue;
    }
  }
}
