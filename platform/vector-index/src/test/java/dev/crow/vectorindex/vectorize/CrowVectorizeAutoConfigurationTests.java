package dev.crow.vectorindex.vectorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.vectorindex.VectorIndexes;
import dev.crow.vectorindex.lucene.CrowVectorIndexAutoConfiguration;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class CrowVectorizeAutoConfigurationTests {

  private static final String ACCOUNT = "0123456789abcdef0123456789abcdef";

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  CrowVectorIndexAutoConfiguration.class, CrowVectorizeAutoConfiguration.class))
          .withPropertyValues("crow.vector-index.enabled=true");

  @Test
  void leavesTheIndexOnThisMachineUnlessAskedFor() {
    runner.run(
        context ->
            assertThat(context.getBean(VectorIndexes.class))
                .isNotInstanceOf(VectorizeVectorIndexes.class));
  }

  @Test
  void takesThePlaceOfLucene() {
    vectorize(ACCOUNT, "secret-token")
        .run(
            context ->
                assertThat(context.getBean(VectorIndexes.class))
                    .isInstanceOf(VectorizeVectorIndexes.class));
  }

  @Test
  void saysWhatIsMissing() {
    vectorize("", "secret-token")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseMessage(
                        "crow.vector-index.vectorize.account-id is not the 32 hexadecimal digits"
                            + " of an account"));
    vectorize(ACCOUNT, " ")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseMessage("crow.vector-index.vectorize.api-token is not set"));
  }

  @Test
  void stopsTheStartOnAKindThatDoesNotExist() {
    runner
        .withPropertyValues("crow.vector-index.kind=vectorise")
        .run(
            context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("vectorise"));
  }

  @Test
  void saysHowToMendIt() {
    VectorizeSettingException missing = new VectorizeSettingException("some.key", "is not set");
    assertThat(new VectorizeSettingFailureAnalyzer().analyze(missing, missing).getAction())
        .contains("CROW_VECTOR_INDEX_VECTORIZE_ACCOUNT_ID", "crow.vector-index.kind=lucene");
  }

  @Test
  void neverShowsTheToken() {
    VectorizeProperties properties =
        new VectorizeProperties(
            ACCOUNT,
            "secret-token",
            URI.create("http://localhost"),
            Duration.ofSeconds(1),
            false,
            Duration.ofSeconds(1));
    assertThat(properties.toString()).doesNotContain("secret-token");
  }

  private ApplicationContextRunner vectorize(String account, String token) {
    return runner.withPropertyValues(
        "crow.vector-index.kind=vectorize",
        "crow.vector-index.vectorize.account-id=" + account,
        "crow.vector-index.vectorize.api-token=" + token);
  }
}
