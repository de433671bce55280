package dev.crow.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Topics;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrganizationTests {

  private static final String MINE = "/api/v1/organizations/me";

  @TempDir static Path data;

  private RunningOrganizationService service;
  private Person owner;

  @BeforeAll
  void start() {
    service = new RunningOrganizationService(data);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void found() {
    owner = service.found("Shop");
  }

  @Test
  void startsAloneAndSaysWhatItOffers() throws Exception {
    Awaitility.await()
        .until(() -> service.anonymous("/actuator/health/readiness").body().contains("\"UP\""));
    assertThat(service.anonymous("/v3/api-docs").body())
        .contains("CROW organization-service", "/api/v1/audit/verification", "/api/v1/erasures");
  }

  @Test
  void aFoundedOrganizationHasARecord() {
    JsonNode record = service.get(RunningOrganizationService.memberBeside(owner), MINE).json();
    assertThat(record.path("id").asString()).isEqualTo(owner.organization());
    assertThat(record.path("name").asString()).isEqualTo("Shop");
    assertThat(record.path("industry").asString()).isEqualTo("retail");
    assertThat(record.path("retention").path("rawSessions").asInt()).isEqualTo(30);
    assertThat(service.get(owner, "/api/v1/organizations/" + owner.organization()).json())
        .isEqualTo(record);
  }

  @Test
  void changesAreMergedAndAudited() {
    String etag = service.get(owner, MINE).header("ETag");
    Answer changed =
        service.call(
            "PATCH",
            owner,
            MINE,
            """
            {"website":"https://shop.example/","industry":null,
             "settings":{"timeZone":"Europe/Rome","clients":{"dashboard.tour":"done"}},
             "retention":{"interactions":365}}""",
            "If-Match",
            etag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().has("industry")).isFalse();
    assertThat(changed.json().path("size").asString()).isEqualTo("11-50");
    service.call("PATCH", owner, MINE, "{\"settings\":{\"currency\":\"EUR\"}}");
    JsonNode settings = service.get(owner, MINE).json().path("settings");
    assertThat(settings.path("timeZone").asString()).isEqualTo("Europe/Rome");
    assertThat(settings.path("currency").asString()).isEqualTo("EUR");
    assertThat(service.call("PATCH", owner, MINE, "{\"name\":\"X\"}", "If-Match", etag).status())
        .isEqualTo(412);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.AUDIT_EVENTS, owner.organization()))
                    .hasSize(2)
                    .allSatisfy(
                        e ->
                            assertThat(e.path("action").asString())
                                .isEqualTo("organization.changed")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"x\"}|400",
        "{\"orgId\":\"x\"}|400",
        "{\"createdAt\":\"2020-01-01T00:00:00Z\"}|400",
        "{\"version\":7}|400",
        "{\"settings\":{\"plan\":\"free\"}}|400",
        "{\"retention\":{\"audit\":1}}|400",
        "{\"name\":\" \"}|422",
        "{\"name\":\"a\\u0007b\"}|422",
        "{\"website\":\"javascript:alert(1)\"}|422",
        "{\"logo\":\"http://shop.example/logo.png\"}|422",
        "{\"size\":\"many\"}|422",
        "{\"settings\":{\"timeZone\":\"Mars\"}}|422",
        "{\"settings\":{\"currency\":\"XYZ\"}}|422",
        "{\"settings\":{\"clients\":{\"no spaces\":\"x\"}}}|422",
        "{\"retention\":{\"interactions\":7}}|422",
        "{\"retention\":{\"rawSessions\":366}}|422"
      })
  void refusesWhatIsWrong(String body, int status) {
    String before = service.get(owner, MINE).body();
    assertThat(service.call("PATCH", owner, MINE, body).status()).isEqualTo(status);
    assertThat(service.get(owner, MINE).body()).isEqualTo(before);
  }

  @Test
  void settingsHaveALimit() {
    StringBuilder clients = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      clients.append(i == 0 ? "" : ",").append("\"c").append(i).append("\":\"");
      clients.append("x".repeat(3990)).append('"');
    }
    Answer answer =
        service.call("PATCH", owner, MINE, "{\"settings\":{\"clients\":{" + clients + "}}}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("16 KB");
  }

  @Test
  void aMemberReadsAndDoesNotChange() {
    assertThat(
            service
                .call(
                    "PATCH",
                    RunningOrganizationService.memberBeside(owner),
                    MINE,
                    "{\"name\":\"Mine\"}")
                .status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/api/v1/organizations/%s|",
        "PATCH|/api/v1/organizations/%s|{\"name\":\"Taken\"}",
      })
  void aForeignOrganizationIsLikeAnAbsentOne(String method, String path, String body) {
    String sent = body == null ? "" : body;
    String stranger = service.found("Other").organization();
    String foreign = service.call(method, owner, path.formatted(stranger), sent).withoutIds();
    assertThat(foreign).startsWith("404");
    assertThat(service.call(method, owner, path.formatted(UuidV7.next()), sent).withoutIds())
        .isEqualTo(foreign);
  }
}
