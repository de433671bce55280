package dev.crow.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.demo.driver.FakeSuite;
import dev.crow.demo.driver.FakeSuite.Call;
import dev.crow.demo.driver.FakeSuite.Mood;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoTrafficTests {

  private final FakeSuite suite = new FakeSuite();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void close() {
    suite.close();
  }

  @Test
  void sendsWhatTheGroundTruthSaysAndSumsItUp(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("truth.jsonl");
    int code =
        run("--key", "k", "--sessions", "40", "--minutes", "0", "--ground-truth", file.toString());
    assertThat(code).isZero();
    List<JsonNode> lines =
        Files.readAllLines(file).stream().map(JsonMapper.shared()::readTree).toList();
    List<JsonNode> sessions = of(lines, "session");
    Set<String> ids =
        sessions.stream()
            .flatMap(line -> line.path("eventIds").valueStream())
            .map(JsonNode::stringValue)
            .collect(Collectors.toSet());
    assertThat(sessions).hasSize(40);
    assertThat(suite.stored()).isEqualTo(ids);
    assertThat(of(lines, "planted")).hasSize(7);
    assertThat(of(lines, "planted").getFirst().path("window").path("from").isString()).isTrue();
    assertThat(text(out))
        .contains("40 visits with %,d events".formatted(ids.size()))
        .contains("page_view", "0 refused, 0 failed", "100 %");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void sendsTheSameTwiceForTheSameSeedAndNow() throws Exception {
    String now = Clock.systemUTC().instant().minusSeconds(60).toString();
    for (int i = 0; i < 2; i++) {
      assertThat(run("--key", "k", "--sessions", "5", "--minutes", "0", "--now", now)).isZero();
    }
    assertThat(text(out)).contains("(0 known before)");
    int events = suite.stored().size();
    assertThat(text(out)).contains("%d acknowledged (%d known before)".formatted(events, events));
  }

  @Test
  void sendsTheOldestSessionFirst() throws Exception {
    run("--key", "k", "--sessions", "20", "--minutes", "0", "--concurrency", "1");
    List<Long> starts =
        suite.calls().stream()
            .filter(Call::isBatch)
            .map(call -> call.json().path("events").path(0).path("timestamp").longValue())
            .toList();
    assertThat(starts).isSorted();
  }

  @Test
  void verifiesThatEverySessionBecameAnInteraction() throws Exception {
    int code = run("--key", "k", "--sessions", "10", "--minutes", "0", "--verify-key", "crow_sk_1");
    assertThat(code).isZero();
    assertThat(text(out))
        .contains("10 of 10 visits became interactions, 10 of them with every event.");
  }

  @Test
  void saysSoWhenNoSuiteAnswers() throws Exception {
    URI address = suite.address();
    suite.close();
    assertThat(run("--key", "k", "--gateway", address.toString())).isEqualTo(1);
    assertThat(text(err))
        .isEqualToIgnoringNewLines("No suite answers at " + address + " – start it with ./crow up");
  }

  @Test
  void saysSoWhenTheKeyIsRefused() throws Exception {
    suite.in(_ -> Mood.status(401));
    assertThat(run("--key", "crow_pk_x", "--minutes", "0")).isEqualTo(2);
    assertThat(text(err)).startsWith("The suite refused the key.").doesNotContain("crow_pk_x");
  }

  @Test
  void saysSoWhenSomethingWasNotTaken() throws Exception {
    suite.in(call -> call.isBatch() ? Mood.status(422) : new Mood.Takes());
    assertThat(run("--key", "k", "--sessions", "3", "--minutes", "0")).isEqualTo(1);
    assertThat(text(err)).contains("did not take everything");
    assertThat(text(out)).contains("Refused because", "HTTP 422");
  }

  @Test
  void explainsAWrongCommandLine() throws Exception {
    assertThat(run("--sessions", "3")).isEqualTo(2);
    assertThat(text(err)).contains("--key is missing").contains("See --help");
    assertThat(suite.calls()).isEmpty();
  }

  @Test
  void helps() throws Exception {
    assertThat(run("--help")).isZero();
    assertThat(text(out)).contains("--ground-truth", "price-rise");
  }

  private int run(String... args) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of(args));
    if (!all.contains("--gateway")) {
      all.addAll(List.of("--gateway", suite.address().toString()));
    }
    return new DemoTraffic(stream(out), stream(err), false, Clock.systemUTC()).run(all);
  }

  private static List<JsonNode> of(List<JsonNode> lines, String kind) {
    return lines.stream().filter(line -> line.path("record").asString("").equals(kind)).toList();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
