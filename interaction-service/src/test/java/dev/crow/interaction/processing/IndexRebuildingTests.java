package dev.crow.interaction.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.interaction.InteractionServiceApplication;
import dev.crow.interaction.erasure.ErasureList;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.InteractionDetails;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.ledger.Interactions.Recording;
import dev.crow.relational.UuidV7;
import dev.crow.vectorindex.IndexRebuild.State;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The whole service, whose index gets lost. */
class IndexRebuildingTests {

  private final String organization = UuidV7.next();

  @TempDir Path data;

  @Test
  void makesALostIndexAnewFromTheRowsButNotWhatWasErased() throws Exception {
    Interaction kept = interaction("s1", "present");
    Interaction erased = interaction("s2", "gone");
    try (ConfigurableApplicationContext service = start()) {
      awaitFinished(service, 0);
      record(service, kept);
      record(service, erased);
      assertThat(count(service)).as("only the rows were written").isZero();
    }
    assertThat(FileSystemUtils.deleteRecursively(data.resolve("vectors"))).isTrue();
    try (ConfigurableApplicationContext service = start()) {
      awaitFinished(service, 2);
      assertThat(count(service)).isEqualTo(2);
      assertThat(
              service
                  .getBean(VectorIndex.class)
                  .search(VectorQuery.matching(organization, "looked", 5).where("source", "web")))
          .hasSize(2);
      service.getBean(ErasureList.class).addVisitor(organization, "gone", UuidV7.next());
      new ReembeddingInteractions(
              service.getBean(InteractionVectors.class),
              service.getBean(Interactions.class),
              service.getBean(ErasureList.class))
          .put(List.of(kept, erased));
      assertThat(count(service)).isOne();
    }
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(InteractionServiceApplication.class)
        .run(
            "--spring.config.name=interaction-service",
            "--server.port=0",
            "--crow.data-dir=" + data);
  }

  private static void record(ConfigurableApplicationContext service, Interaction interaction) {
    assertThat(
            service
                .getBean(Interactions.class)
                .record(List.of(new Recording(UuidV7.next(), interaction, null))))
        .isEmpty();
  }

  private static void awaitFinished(ConfigurableApplicationContext service, long done) {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.getBean("interactionIndex", HealthIndicator.class).health())
                    .isEqualTo(
                        Health.up()
                            .withDetail("rebuild", State.FINISHED)
                            .withDetail("done", done)
                            .build()));
  }

  private long count(ConfigurableApplicationContext service) {
    return service.getBean(VectorIndex.class).count(organization);
  }

  private Interaction interaction(String sessionId, String anonymousId) {
    Instant start = Instant.parse("2026-03-01T08:00:00Z");
    return new Interaction(
        UuidV7.next(),
        organization,
        SessionClosed.SOURCE_WEB,
        sessionId,
        1,
        1,
        "They looked around.",
        "browsed",
        1,
        "rules/1",
        1,
        start,
        start,
        start,
        new InteractionDetails(
            List.of(),
            List.of(),
            List.of(),
            "idle",
            0,
            new SessionContext(anonymousId, null, null, null, null, null, null, null, null),
            List.of("e1"),
            null,
            null));
  }
}
