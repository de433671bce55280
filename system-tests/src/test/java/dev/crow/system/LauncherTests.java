package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person meets at the terminal. */
class LauncherTests {

  @TempDir Path data;

  @Test
  void stopsCleanlyAndFindsItsDataAgain() {
    String session = "kept-" + UUID.randomUUID();
    RunningSuite first = RunningSuite.ready(data, Map.of(), "up");
    String secret = first.api().secretKey();
    first
        .api()
        .send(
            "/api/v1/ingest/batch",
            """
            {"sessionId":"%s","events":[{"eventId":"%s","type":"page_view","title":"Boots"}]}"""
                .formatted(session, UUID.randomUUID()));
    first.close();
    assertThat(first.output()).contains("Stopped. The data stays in");

    RunningSuite second = first.again("up");
    try {
      Api api = second.api();
      assertThat(api.secretKey()).as("keys are made once").isEqualTo(secret);
      api.send("/api/v1/ingest/session/end", "{\"sessionId\":\"" + session + "\"}");
      Awaitility.await()
          .until(
              () ->
                  api.read("/api/v1/interactions?sessionId=" + session)
                      .body()
                      .contains("\"eventCount\":1"));
    } finally {
      second.close();
    }
  }

  @Test
  void namesATakenPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RunningSuite suite =
          RunningSuite.launched(
              data, Map.of("CROW_INTERACTION_PORT", Integer.toString(taken.getLocalPort())), "up");
      assertThat(suite.exitStatus()).isEqualTo(1);
      assertOneClearLine(
          suite, "Port " + taken.getLocalPort(), "interaction-service", "CROW_INTERACTION_PORT");
    }
  }

  @Test
  void namesADataFolderThatIsNone() throws Exception {
    Path file = Files.createFile(data.resolve("file"));
    RunningSuite suite = RunningSuite.launched(file, Map.of(), "up");
    assertThat(suite.exitStatus()).isEqualTo(1);
    assertOneClearLine(suite, "data folder " + file, "cannot be written to", "CROW_DATA_DIR");
  }

  @Test
  void namesAWrongValue() {
    RunningSuite suite = RunningSuite.launched(data, Map.of("CROW_SESSIONS_GAP", "soon"), "up");
    assertThat(suite.exitStatus()).isEqualTo(1);
    assertOneClearLine(suite, "web-ingest-worker cannot start", "crow.sessions.gap", "'soon'");
  }

  @Test
  void namesAPortThatIsNoNumber() {
    RunningSuite suite = RunningSuite.launched(data, Map.of("CROW_GATEWAY_PORT", "http"), "up");
    assertThat(suite.exitStatus()).isEqualTo(1);
    assertOneClearLine(suite, "CROW_GATEWAY_PORT", "'http'", "not a port number");
  }

  @Test
  void refusesAnUnknownCommand() {
    RunningSuite suite = RunningSuite.launched(data, Map.of(), "fly");
    assertThat(suite.exitStatus()).isEqualTo(2);
  }

  private static void assertOneClearLine(RunningSuite suite, String... words) {
    assertThat(suite.output().lines().filter(line -> line.startsWith("crow: ")))
        .as(suite.output())
        .singleElement()
        .satisfies(line -> assertThat(line).contains(words));
    assertThat(suite.output()).doesNotContain("\tat ");
  }
}
