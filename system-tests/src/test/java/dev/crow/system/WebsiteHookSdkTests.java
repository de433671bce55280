package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

  private final BrowserClient client = new BrowserClient("website-hook-sdk");
  private Api api;

  @BeforeAll
  void install(RunningSuite suite) throws Exception {
    api = suite.api();
    client.install();
  }

  @Test
  void itsSessionBecomesAnInteraction() throws Exception {
    String session = client.visit(api.gateway(), api.writeKey(), BrowserClient.chromium());
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
