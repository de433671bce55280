package dev.crow.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Topics;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has been promised outlives the process. */
class GraceAndRestartTests {

  private static final String ERASURES = "/api/v1/erasures";

  @TempDir Path data;

  @Test
  void anOrganizationsErasureWaitsCanBeTakenBackAndSurvivesARestart() {
    Person owner;
    String id;
    try (RunningOrganizationService service = start()) {
      owner = service.found("Shop");
      String first = order(service, owner).json().path("id").asString();
      assertThat(service.call("DELETE", owner, ERASURES + "/" + first, "").status()).isEqualTo(204);
      assertThat(service.get(owner, ERASURES + "/" + first).json().path("state").asString())
          .isEqualTo("CANCELLED");
      id = order(service, owner).json().path("id").asString();
      assertThat(id).isNotEqualTo(first);
      assertThat(service.get(owner, ERASURES + "/" + id).json().path("state").asString())
          .isEqualTo("WAITING");
      service
          .bean(JdbcClient.class)
          .sql("UPDATE runs SET due_at = '2999-01-01T00:00:00.000Z'")
          .update();
    }
    try (RunningOrganizationService service = start()) {
      assertThat(ordered(service, owner)).isZero();
      service
          .bean(JdbcClient.class)
          .sql("UPDATE runs SET due_at = '2020-01-01T00:00:00.000Z'")
          .update();
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(
                          service.get(owner, ERASURES + "/" + id).json().path("state").asString())
                      .isEqualTo("RUNNING"));
      assertThat(service.call("DELETE", owner, ERASURES + "/" + id, "").status()).isEqualTo(409);
      Awaitility.await().untilAsserted(() -> assertThat(ordered(service, owner)).isOne());
      Answer list = service.get(owner, ERASURES);
      assertThat(list.json().path("items")).hasSize(2);
    }
  }

  private RunningOrganizationService start() {
    return new RunningOrganizationService(data, "--crow.personal-data.check=100ms");
  }

  private static Answer order(RunningOrganizationService service, Person owner) {
    return service.call(
        "POST",
        owner,
        ERASURES,
        "{\"scope\":\"ORGANIZATION\",\"subjectId\":\"%s\",\"confirm\":\"Shop\"}"
            .formatted(owner.organization()));
  }

  private static long ordered(RunningOrganizationService service, Person owner) {
    return service.published(Topics.IDENTITY_EVENTS, owner.organization()).stream()
        .filter(e -> e.path("event").asString().equals("erasure-ordered"))
        .count();
  }
}
