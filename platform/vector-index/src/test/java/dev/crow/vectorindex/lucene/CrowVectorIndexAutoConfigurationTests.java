package dev.crow.vectorindex.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexMismatchException;
import dev.crow.vectorindex.VectorIndexes;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

@ExtendWith(OutputCaptureExtension.class)
class CrowVectorIndexAutoConfigurationTests {

  @TempDir Path data;

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CrowVectorIndexAutoConfiguration.class));

  @Test
  void staysOutOfServicesThatDoNotAskForIt() {
    runner.run(context -> assertThat(context).doesNotHaveBean(VectorIndexes.class));
  }

  @Test
  void keepsIndexesInTheDataFolderAndClosesThemWithTheContext() {
    AtomicReference<VectorIndex> opened = new AtomicReference<>();
    enabled()
        .run(
            context -> {
              VectorIndexes indexes = context.getBean(VectorIndexes.class);
              opened.set(indexes.open(notes("minilm")));
              assertThat(indexes.open(notes("minilm"))).isSameAs(opened.get());
              assertThat(data.resolve("vectors/notes")).isNotEmptyDirectory();
            });
    assertThatThrownBy(() -> opened.get().count("acme")).isInstanceOf(IllegalStateException.class);
    enabled().run(context -> context.getBean(VectorIndexes.class).open(notes("minilm")).count("a"));
  }

  @Test
  void keepsIndexesWhereItIsTold() {
    enabled()
        .withPropertyValues("crow.vector-index.directory=" + data.resolve("elsewhere"))
        .run(
            context -> {
              context.getBean(VectorIndexes.class).open(notes("minilm"));
              assertThat(data.resolve("elsewhere/notes")).isNotEmptyDirectory();
            });
  }

  @Test
  void refusesAnotherModelForAnOpenIndex() {
    enabled()
        .run(
            context -> {
              VectorIndexes indexes = context.getBean(VectorIndexes.class);
              indexes.open(notes("minilm"));
              assertThatThrownBy(() -> indexes.open(notes("gemini")))
                  .isInstanceOf(VectorIndexMismatchException.class);
            });
  }

  @Test
  void stopsTheStartOnANegativeLimit() {
    enabled()
        .withPropertyValues("crow.vector-index.exact-scan-limit=-1")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseMessage(
                        "crow.vector-index.exact-scan-limit must not be negative"));
  }

  @Test
  void explainsAStartWithAnotherModel(CapturedOutput output) {
    LuceneVectorIndex.open(data.resolve("vectors"), notes("minilm")).close();
    SpringApplication service = new SpringApplication(Service.class);
    assertThatThrownBy(
            () -> service.run("--crow.vector-index.enabled=true", "--crow.data-dir=" + data))
        .hasRootCauseInstanceOf(VectorIndexMismatchException.class);
    assertThat(output)
        .contains("holds vectors of model 'minilm' with 3 dimensions")
        .contains("Configure the former embedding model again")
        .doesNotContain("\tat ");
  }

  private static IndexDefinition notes(String model) {
    return new IndexDefinition("notes", model, 3, Map.of());
  }

  private ApplicationContextRunner enabled() {
    return runner.withPropertyValues("crow.vector-index.enabled=true", "crow.data-dir=" + data);
  }

  @ImportAutoConfiguration(CrowVectorIndexAutoConfiguration.class)
  static class Service {
    @Bean
    VectorIndex index(VectorIndexes indexes) {
      return indexes.open(notes("gemini"));
    }
  }
}
