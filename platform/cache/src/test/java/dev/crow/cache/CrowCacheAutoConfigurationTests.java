package dev.crow.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.security.ServiceSecret;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class CrowCacheAutoConfigurationTests {

  private static final String KV =
      "crow.cache.store=kv://0123456789abcdef0123456789abcdef/fedcba9876543210fedcba9876543210";

  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CrowCacheAutoConfiguration.class))
          .withBean(
              ServiceSecret.class, () -> ServiceSecret.load("s".repeat(40), Path.of("unused")));

  private final ApplicationContextRunner enabled =
      service.withPropertyValues("crow.cache.enabled=true");

  @Test
  void aServiceThatDoesNotAskForCachesHasNone() {
    service.run(context -> assertThat(context).doesNotHaveBean(Caches.class));
  }

  @Test
  void answersStayInMemoryByDefault() {
    enabled.run(
        context ->
            assertThat(context.getBean(Caches.class).state()).isEqualTo(Caches.State.EMBEDDED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis://127.0.0.1:1", "rediss://user:pw@127.0.0.1:1/2"})
  void aRedisIsNotNeededToStart(String store) {
    enabled
        .withPropertyValues("crow.cache.store=" + store)
        .run(
            context ->
                assertThat(context.getBean(Caches.class).state())
                    .isNotEqualTo(Caches.State.EMBEDDED));
  }

  @Test
  void takesTheTokenOfWorkersKvFromAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "secret-token");
    enabled
        .withPropertyValues(KV, "crow.cache.cloudflare-token-file=" + file)
        .run(
            context -> {
              assertThat(context.getBean(Caches.class).state()).isEqualTo(Caches.State.SHARED);
              assertThat(context.getBean(CacheProperties.class).toString())
                  .doesNotContain("secret-token", "0123456789abcdef");
            });
  }

  @Test
  void saysThatWorkersKvNeedsAToken() {
    enabled
        .withPropertyValues(KV)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("crow.cache.cloudflare-token-file"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "memcached://a", "kv://account", "http://127.0.0.1", "REDIS"})
  void saysWhichStoresThereAre(String store) {
    enabled
        .withPropertyValues("crow.cache.store=" + store)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("crow.cache.store must be embedded"));
  }
}
