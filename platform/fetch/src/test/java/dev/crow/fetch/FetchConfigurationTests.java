package dev.crow.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FetchConfigurationTests {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CrowFetchAutoConfiguration.class));

  @Test
  void thereIsNoFetcherUnlessAsked() {
    runner.run(context -> assertThat(context).doesNotHaveBean(Fetcher.class));
  }

  @Test
  void allowsNothingPrivateByDefault() {
    runner
        .withPropertyValues("crow.fetch.enabled=true")
        .run(
            context -> {
              assertThat(context).hasSingleBean(Fetcher.class);
              FetchProperties properties = context.getBean(FetchProperties.class);
              assertThat(properties.allowedHosts()).isEmpty();
              assertThat(properties.ports()).containsExactlyInAnyOrder(80, 443);
              assertThat(properties.maxBody().toMegabytes()).isEqualTo(5);
              assertThat(properties.maxRedirects()).isEqualTo(5);
            });
  }

  @Test
  void refusesAnAllowedHostWithoutPort() {
    runner
        .withPropertyValues("crow.fetch.enabled=true", "crow.fetch.allowed-hosts=localhost")
        .run(context -> assertThat(context).hasFailed());
  }
}
