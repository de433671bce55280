package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
      Browser.run(CLIENT, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    }
  }

  @Test
  void itsSessionBecomesAnInteraction() throws Exception {
    String session =
        Browser.run(
                CLIENT,
                List.of("node", "visit.mjs", api.gateway(), api.writeKey(), Browser.chromium()))
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
}
