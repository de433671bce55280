package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * The published {@code @b3-crow/website-hook-sdk}, unmodified, in headless Chromium. Needs {@code
 * npm}, {@code node} and {@code chromium} on the machine; says so if one is missing.
 */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebsiteHookSdkTests {

  private static final Path CLIENT = Path.of("clients", "website-hook-sdk").toAbsolutePath();

  private Api api;

  @BeforeAll
  void install(RunningSuite suite) throws Exception {
    api = suite.api();
    if (!Files.exists(CLIENT.resolve("node_modules/playwright-core"))) {
      run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    }
  }

  @Test
  void itsSessionBecomesAnInteraction() throws Exception {
    String session =
        run(List.of("node", "visit.mjs", api.gateway(), api.writeKey(), chromium()))
            .lines()
            .toList()
            .getLast();
    assertThat(session).startsWith("sess_");
    String path = "/api/v1/interactions?sessionId=" + session;
    Awaitility.await()
        .atMost(Duration.ofSeconds(45))
        .untilAsserted(
            () -> {
              JsonNode items = api.json(api.read(path)).path("items");
              assertThat(items).hasSize(1);
              assertThat(items.get(0).path("products").toString()).contains("sku-77");
              assertThat(items.get(0).path("description").asString()).contains("Trail Jacket");
            });
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("client", ".err");
    Process process =
        new ProcessBuilder(command)
            .directory(CLIENT.toFile())
            .redirectError(errors.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output + Files.readString(errors)).isZero();
    Files.delete(errors);
    return output.strip();
  }

  private static String chromium() {
    return List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .stream()
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("No Chromium was found; install it (apt install chromium)"));
  }
}
