package dev.crow.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportDelivered;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Erasures and exports, with the test speaking for the other services. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonalDataTests {

  private static final String ERASURES = "/api/v1/erasures";
  private static final String EXPORTS = "/api/v1/exports/personal";
  private static final String OTHER = "other-service";

  @TempDir static Path data;

  private RunningOrganizationService service;
  private Person owner;

  @BeforeAll
  void start() {
    service = start("--crow.personal-data.grace=0s");
  }

  private RunningOrganizationService start(String... more) {
    return new RunningOrganizationService(
        data,
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(
                    "--crow.personal-data.services=organization-service," + OTHER,
                    "--crow.personal-data.check=100ms",
                    "--crow.personal-data.repeat-after=1s"),
                java.util.stream.Stream.of(more))
            .toArray(String[]::new));
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
  void anErasureIsDoneWhenEveryServiceHasAnsweredAndLeavesACertificate() {
    Answer accepted = order("VISITOR", "visitor-7", "visitor-7");
    assertThat(accepted.status()).isEqualTo(202);
    String id = accepted.json().path("id").asString();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(erasure(id).path("services").get(0).path("state").asString())
                    .as("organization-service answers for itself")
                    .isEqualTo("DONE"));
    assertThat(erasure(id).path("state").asString()).isEqualTo("RUNNING");
    service.publish(
        new ErasureDone(
            owner.organization(), id, OTHER, Map.of("rows", 3L, "vectors", 2L), Instant.now()));
    awaitState(ERASURES, id, "DONE");
    JsonNode done = erasure(id);
    assertThat(done.has("subjectId")).as("the erased is not named any more").isFalse();
    JsonNode certificate = done.path("certificate");
    assertThat(certificate.path("signature").asString()).hasSize(64);
    assertThat(certificate.path("document").path("services").get(1).path("erased").toString())
        .contains("\"rows\":3", "\"vectors\":2");
    assertThat(done.toString()).doesNotContain("visitor-7");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.get(owner, "/api/v1/audit").body())
                    .contains("erasure.ordered", "erasure.completed"));
  }

  @Test
  void aSilentServiceIsToldAgain() {
    String id = order("VISITOR", "v", "v").json().path("id").asString();
    Awaitility.await().until(() -> orders("erasure-ordered", "erasureId", id).size() >= 3);
    service.publish(
        new ErasureDone(owner.organization(), id, OTHER, Map.of("rows", 1L), Instant.now()));
    awaitState(ERASURES, id, "DONE");
    assertThat(erasure(id).path("services").get(1).path("erased").path("rows").asInt()).isOne();
  }

  @Test
  void aSubjectHasOneErasureAtATime() {
    String first = order("VISITOR", "v", "v").json().path("id").asString();
    assertThat(order("VISITOR", "v", "v").json().path("id").asString()).isEqualTo(first);
    assertThat(order("VISITOR", "w", "w").json().path("id").asString()).isNotEqualTo(first);
  }

  @Test
  void theWholeOrganizationTakesItsName() {
    String organization = owner.organization();
    assertThat(order("ORGANIZATION", organization, organization).status()).isEqualTo(422);
    assertThat(order("ORGANIZATION", organization, "shop").status()).isEqualTo(422);
    Answer accepted = order("ORGANIZATION", organization, "Shop");
    assertThat(accepted.status()).isEqualTo(202);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.get(owner, "/api/v1/organizations/me").status()).isEqualTo(404));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.CREDENTIAL_REVOCATIONS, organization))
                    .isNotEmpty()
                    .allSatisfy(
                        e -> assertThat(e.path("kind").asString()).isEqualTo("ORGANIZATION")));
    String id = accepted.json().path("id").asString();
    service.publish(new ErasureDone(organization, id, OTHER, Map.of(), Instant.now()));
    awaitState(ERASURES, id, "DONE");
  }

  @Test
  void nobodyErasesThemselves() {
    assertThat(order("USER", owner.id(), owner.id()).status()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"scope\":\"USER\",\"subjectId\":\"a\",\"confirm\":\"b\"}|422",
        "{\"scope\":\"USER\",\"subjectId\":\"a\"}|422",
        "{\"scope\":\"USER\",\"subjectId\":\"\",\"confirm\":\"\"}|422",
        "{\"scope\":\"USER\",\"subjectId\":\"a\\n\",\"confirm\":\"a\\n\"}|422",
        "{\"scope\":\"WORLD\",\"subjectId\":\"a\",\"confirm\":\"a\"}|400",
        "{\"scope\":\"USER\",\"subjectId\":\"a\",\"confirm\":\"a\",\"organizationId\":\"b\"}|400"
      })
  void refusesAnOrderThatIsWrong(String body, int status) {
    assertThat(service.call("POST", owner, ERASURES, body).status()).isEqualTo(status);
  }

  @Test
  void aForeignOrganizationIsLikeAnAbsentOne() {
    Person stranger = service.found("Shop");
    String foreign = order("ORGANIZATION", stranger.organization(), "Shop").withoutIds();
    assertThat(foreign).startsWith("404");
    assertThat(order("ORGANIZATION", UuidV7.next(), "Shop").withoutIds()).isEqualTo(foreign);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/erasures/%s",
    "DELETE, /api/v1/erasures/%s",
    "GET, /api/v1/exports/personal/%s",
    "GET, /api/v1/exports/personal/%s/download"
  })
  void aForeignRunIsLikeAnAbsentOne(String method, String path) {
    Person stranger = service.found("Other");
    String id =
        path.contains("erasures")
            ? order(stranger, "VISITOR", "v", "v").json().path("id").asString()
            : export(stranger, "VISITOR", "v");
    String foreign = service.call(method, owner, path.formatted(id), "").withoutIds();
    assertThat(foreign).startsWith("404");
    assertThat(service.call(method, owner, path.formatted(UuidV7.next()), "").withoutIds())
        .isEqualTo(foreign);
    assertThat(
            service
                .call(
                    method, RunningOrganizationService.memberBeside(owner), path.formatted(id), "")
                .status())
        .isEqualTo(403);
  }

  @Test
  void aForeignAnswerDoesNotFinishARun() {
    String id = order("VISITOR", "v", "v").json().path("id").asString();
    String stranger = service.found("Other").organization();
    service.publish(new ErasureDone(stranger, id, OTHER, Map.of(), Instant.now()));
    service.found("Later");
    assertThat(erasure(id).path("services").get(1).path("state").asString()).isEqualTo("PENDING");
  }

  @Test
  void anExportIsAZipOfEveryServicesPartUntilItExpires() throws IOException {
    String id = export(owner, "ORGANIZATION", owner.organization());
    assertThat(service.get(owner, EXPORTS + "/" + id + "/download").status()).isEqualTo(409);
    ObjectKey part = ObjectKey.of("exports", owner.organization(), id, OTHER + ".json");
    service
        .bean(ObjectStore.class)
        .put(
            part,
            new ObjectContent(
                "{\"canary\":1}".getBytes(StandardCharsets.UTF_8), "application/json", Map.of()));
    service.publish(
        new ExportDelivered(owner.organization(), id, OTHER, List.of(part.value()), Instant.now()));
    awaitState(EXPORTS, id, "DONE");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        service.published(Topics.NOTIFICATION_QUEUE, owner.organization()).stream()
                            .map(told -> told.path("type") + " " + told.path("userId")))
                    .containsExactly("\"export.ready\" \"" + owner.id() + "\""));
    Answer download = service.get(owner, EXPORTS + "/" + id + "/download");
    assertThat(download.status()).isEqualTo(200);
    assertThat(download.header("Content-Type")).isEqualTo("application/zip");
    assertThat(unzip(download.bytes()))
        .containsEntry(OTHER + ".json", "{\"canary\":1}")
        .hasEntrySatisfying(
            "organization-service.json", text -> assertThat(text).contains("\"Shop\""));
    service
        .bean(JdbcClient.class)
        .sql("UPDATE runs SET expires_at = '2020-01-01T00:00:00.000Z' WHERE id = ?")
        .param(id)
        .update();
    awaitState(EXPORTS, id, "EXPIRED");
    assertThat(service.get(owner, EXPORTS + "/" + id + "/download").status()).isEqualTo(404);
    assertThat(
            service
                .bean(ObjectStore.class)
                .list(ObjectPrefix.of("exports", owner.organization()), null, 10)
                .objects())
        .isEmpty();
  }

  @Test
  void aPartOutsideTheExportIsNotTaken() {
    String id = export(owner, "VISITOR", "v");
    String stranger = service.found("Other").organization();
    service.publish(
        new ExportDelivered(
            owner.organization(),
            id,
            OTHER,
            List.of("exports/" + stranger + "/x/secret.json"),
            Instant.now()));
    service.found("Later");
    assertThat(service.get(owner, EXPORTS + "/" + id).json().path("state").asString())
        .isEqualTo("RUNNING");
  }

  @Test
  void erasingASubjectErasesItsExports() {
    export(owner, "VISITOR", "v");
    String kept = export(owner, "VISITOR", "w");
    String id = order("VISITOR", "v", "v").json().path("id").asString();
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(erasure(id).path("services").get(0).path("erased").path("rows").asInt())
                    .isOne());
    assertThat(service.get(owner, EXPORTS + "/" + kept).status()).isEqualTo(200);
  }

  private Answer order(String scope, String subject, String confirm) {
    return order(owner, scope, subject, confirm);
  }

  private Answer order(Person person, String scope, String subject, String confirm) {
    return service.call(
        "POST",
        person,
        ERASURES,
        "{\"scope\":\"%s\",\"subjectId\":\"%s\",\"confirm\":\"%s\"}"
            .formatted(scope, subject, confirm));
  }

  private String export(Person person, String scope, String subject) {
    return service
        .call(
            "POST",
            person,
            EXPORTS,
            "{\"scope\":\"%s\",\"subjectId\":\"%s\"}".formatted(scope, subject))
        .json()
        .path("id")
        .asString();
  }

  private JsonNode erasure(String id) {
    return service.get(owner, ERASURES + "/" + id).json();
  }

  private void awaitState(String path, String id, String state) {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.get(owner, path + "/" + id).json().path("state").asString())
                    .isEqualTo(state));
  }

  private List<JsonNode> orders(String event, String field, String id) {
    return service.published(Topics.IDENTITY_EVENTS, owner.organization()).stream()
        .filter(e -> e.path("event").asString().equals(event))
        .filter(e -> e.path(field).asString().equals(id))
        .toList();
  }

  private static Map<String, String> unzip(byte[] bytes) throws IOException {
    Map<String, String> files = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
