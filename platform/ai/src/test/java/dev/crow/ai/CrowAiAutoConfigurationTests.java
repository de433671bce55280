package dev.crow.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.ai.embedding.MiniLmEmbeddingModel;
import dev.crow.ai.embedding.MiniLmNetwork;
import dev.langchain4j.model.embedding.EmbeddingModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CrowAiAutoConfigurationTests {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CrowAiAutoConfiguration.class));

  @Test
  void staysOutOfServicesThatDoNotAskForIt() {
    runner.run(context -> assertThat(context).doesNotHaveBean(EmbeddingModel.class));
  }

  @Test
  void embedsOfflineByDefault() {
    runner
        .withPropertyValues("crow.ai.enabled=true")
        .run(
            context -> {
              assertThat(context.getBean(EmbeddingModel.class))
                  .isInstanceOf(MiniLmEmbeddingModel.class);
              assertThat(context.getBean(EmbeddingProperties.class).threads()).isEqualTo(1);
            });
  }

  @Test
  void worksWithTheNetworkItIsGivenAndLeavesItOpen() {
    try (MiniLmNetwork shared = MiniLmNetwork.load()) {
      ApplicationContextRunner sharing =
          runner
              .withPropertyValues("crow.ai.enabled=true")
              .withInitializer(
                  context -> context.getBeanFactory().registerSingleton("shared", shared));
      for (int service = 0; service < 2; service++) {
        sharing.run(
            context -> {
              assertThat(context.getBean(MiniLmNetwork.class)).isSameAs(shared);
              assertThat(context.getBean(EmbeddingModel.class).embed("a text").content().vector())
                  .hasSize(384);
            });
      }
    }
  }

  @Test
  void leavesAServiceItsOwnModel() {
    EmbeddingModel own = new EmbeddingModel() {};
    runner
        .withPropertyValues("crow.ai.enabled=true")
        .withBean("own", EmbeddingModel.class, () -> own)
        .run(context -> assertThat(context.getBean(EmbeddingModel.class)).isSameAs(own));
  }

  @Test
  void stopsTheStartOnAnUnknownProviderAndNamesTheKnownOnes(CapturedOutput output) {
    SpringApplication application = new SpringApplication(Application.class);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () ->
                    application.run(
                        "--crow.ai.enabled=true", "--crow.ai.embedding.provider=oracle")))
        .isNotNull();
    assertThat(output)
        .contains("crow.ai.embedding.provider")
        .contains("oracle")
        .contains("MINILM")
        .doesNotContain("\tat org.springframework");
  }

  @Test
  void stopsTheStartOnANumberOfThreadsOutOfRange() {
    runner
        .withPropertyValues("crow.ai.enabled=true", "crow.ai.embedding.threads=0")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseMessage("crow.ai.embedding.threads must be between 1 and 64"));
  }

  @ImportAutoConfiguration(CrowAiAutoConfiguration.class)
  static class Application {}
}
