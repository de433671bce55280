package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.security.DevelopmentCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Breaks one stage after the other of an isolated suite, and sees the doctor name each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoctorTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir static Path data;

  private RunningSuite suite;

  @BeforeAll
  void start() {
    suite = RunningSuite.ready(data, Map.of(), "up", "--isolated");
  }

  @AfterAll
  void stop() throws IOException {
    suite.close();
    // The last test ends the launcher the hard way, so its processes have nobody to stop them.
    try (Stream<Path> files = Files.list(data.resolve("run"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".pid")).toList()) {
        ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  @Test
  @Order(1)
  void findsAHealthySuiteWellAndLeavesNothingBehind() throws IOException {
    Examination healthy = examine("--patience=60");
    assertThat(healthy.status).as(healthy.text).isZero();
    assertThat(healthy.document.path("ok").asBoolean()).isTrue();
    assertThat(healthy.stages())
        .containsSubsequence(
            "gateway",
            "exchange",
            "worker",
            "broker",
            "session",
            "interaction",
            "vector",
            "search",
            "cleaning up");
    assertThat(healthy.document.path("findings"))
        .allSatisfy(
            finding -> assertThat(finding.path("outcome").asString()).isIn("ok", "skipped"));
    Api doctors = new Api(suite.api().gateway(), doctorsKeys());
    assertThat(doctors.interactions()).isEmpty();
    assertThat(doctors.search("stethoscope").toString()).doesNotContain("Stethoscope");
    assertThat(suite.api().json(suite.api().read("/api/v1/ledger")).path("received").asInt())
        .as("nothing of it is in a customer's books")
        .isZero();
  }

  @Test
  @Order(2)
  void namesKeysThatAreNotKnown() throws IOException {
    Path file = data.resolve("doctor").resolve("keys.json");
    String right = Files.readString(file);
    String other = right.replaceAll("crow_([ps])k_[^\"]{8}", "crow_$1k_AAAAAAAA");
    assertThat(other).isNotEqualTo(right);
    Files.writeString(file, other);
    Examination ill = examine();
    Files.writeString(file, right);
    ill.stoppedAt("exchange", "does not know the doctor's keys", "keys.json");
  }

  @Test
  @Order(3)
  void namesTheServiceThatMakesNoInteractions() {
    Examination ill = whileStopped("interaction-service", "--patience=5");
    ill.stoppedAt("interaction", "made no interaction", "interaction-service");
    assertThat(ill.finding("interaction-service").path("detail").asString())
        .contains("does not answer");
    assertThat(ill.finding("session").path("outcome").asString()).isEqualTo("ok");
    awaitWell();
  }

  @Test
  @Order(4)
  void namesABrokerThatHangs() {
    Examination ill = whileStopped("kafka", "--patience=5");
    ill.stoppedAt("broker", "does not acknowledge", "hangs");
    assertThat(ill.finding("cleaning up").path("outcome").asString()).isEqualTo("warning");
    awaitWell();
    assertThat(data.resolve("doctor").resolve("pending"))
        .as("the next run erased what the last one could not")
        .doesNotExist();
  }

  @Test
  @Order(5)
  void namesACertificateThatExpired(@TempDir Path elsewhere) throws IOException {
    Path certificate = data.resolve("tls").resolve("pattern-service.pem");
    String good = Files.readString(certificate);
    Clock longAgo = Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC);
    Path old = DevelopmentCertificates.in(elsewhere, longAgo).issue("pattern-service");
    Files.writeString(certificate, Files.readString(old));
    Examination ill = examine();
    Files.writeString(certificate, good);
    assertThat(ill.status).as(ill.text).isEqualTo(1);
    assertThat(ill.finding("certificates").path("outcome").asString()).isEqualTo("failed");
    assertThat(ill.finding("certificates").toString())
        .contains("pattern-service.pem expired at 2020", "Delete", "start the suite again");
  }

  @Test
  @Order(6)
  void namesAServiceThatIsDown() {
    suite.process().toHandle().destroyForcibly();
    suite.exitStatus();
    suite.kill("web-ingest-worker");
    Awaitility.await()
        .until(
            () -> examine().finding("web-ingest-worker").path("detail").asString(),
            "is down"::equals);
    Examination ill = examine();
    ill.stoppedAt("worker", "did not take the event", "web-ingest-worker");
    assertThat(ill.finding("ports").path("detail").asString()).contains("web-ingest-worker");
    suite.kill("auth-service");
    Awaitility.await()
        .until(
            () -> examine().finding("auth-service").path("detail").asString(), "is down"::equals);
    examine().stoppedAt("exchange", "auth-service", "./crow up");
  }

  @Test
  @Order(7)
  void saysThatNothingRunsWhereNothingDoes(@TempDir Path empty) {
    RunningSuite nothing = RunningSuite.launched(empty, Map.of(), "doctor", "--json");
    assertThat(nothing.exitStatus()).isEqualTo(3);
    assertThat(nothing.output()).contains("It is not running");
  }

  @Test
  @Order(8)
  void namesAConfigurationThatCannotBeRead(@TempDir Path empty) {
    RunningSuite wrong =
        RunningSuite.launched(empty, Map.of("CROW_GATEWAY_PORT", "http"), "doctor", "--json");
    assertThat(wrong.exitStatus()).isEqualTo(1);
    assertThat(JSON.readTree(wrong.output()).path("findings").path(0).toString())
        .contains("configuration", "CROW_GATEWAY_PORT", "'http'");
    assertThat(RunningSuite.launched(empty, Map.of(), "doctor", "--quickly").exitStatus())
        .isEqualTo(2);
  }

  /** As a process that hangs, or a machine that pages. */
  private Examination whileStopped(String process, String... words) {
    signal(process, "STOP");
    try {
      return examine(words);
    } finally {
      signal(process, "CONT");
    }
  }

  private void signal(String process, String signal) {
    try {
      String pid = Files.readString(data.resolve("run").resolve(process + ".pid")).strip();
      assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitWell() {
    Awaitility.await("the suite is well again")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> examine("--patience=60").status == 0);
  }

  private Map<String, String> doctorsKeys() throws IOException {
    JsonNode keys = JSON.readTree(Files.readString(data.resolve("doctor").resolve("keys.json")));
    return Map.of(
        "CROW_WRITE_KEY", keys.path("writeKey").asString(),
        "CROW_SECRET_KEY", keys.path("secretKey").asString());
  }

  private Examination examine(String... words) {
    String[] all =
        Stream.concat(Stream.of("doctor", "--json"), Stream.of(words)).toArray(String[]::new);
    RunningSuite doctor = RunningSuite.launched(data, suite.environment(), all);
    int status = doctor.exitStatus();
    // The last lines of a process may come a moment after its end.
    Awaitility.await().until(() -> doctor.output().contains("\"findings\""));
    return new Examination(status, doctor.output(), JSON.readTree(doctor.output()));
  }

  private record Examination(int status, String text, JsonNode document) {

    List<String> stages() {
      return document.path("findings").valueStream().map(f -> f.path("name").asString()).toList();
    }

    JsonNode finding(String name) {
      return document
          .path("findings")
          .valueStream()
          .filter(f -> f.path("name").asString().equals(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("No finding on " + name + ":\n" + text));
    }

    void stoppedAt(String stage, String detail, String advice) {
      assertThat(status).as(text).isEqualTo(1);
      assertThat(document.path("stoppedAt").asString("")).as(text).isEqualTo(stage);
      assertThat(finding(stage).path("detail").asString()).contains(detail);
      assertThat(
              finding(stage).path("detail").asString() + finding(stage).path("advice").asString())
          .contains(advice);
    }
  }
}
