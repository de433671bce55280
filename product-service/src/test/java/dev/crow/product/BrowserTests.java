package dev.crow.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Needs a Chromium on this machine. */
class BrowserTests {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @TempDir Path data;

  @Test
  void runsScriptsWhereAPageSaysNothingWithoutAndLetsThemReachNothingElse() {
    Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium here");
    try (TestShop shop = new TestShop();
        TestShop forbidden = new TestShop();
        RunningProductService service =
            new RunningProductService(
                data,
                "--crow.fetch.allowed-hosts=" + shop.host(),
                "--crow.discovery.crawl-delay=0s",
                "--crow.discovery.browser.enabled=true",
                "--crow.discovery.browser.timeout=90s",
                "--crow.discovery.browser.arguments=--no-sandbox")) {
      shop.sitemap("/p/1");
      shop.page("/api/boots", "Fell Boots");
      shop.page(
          "/p/1",
          """
          <div id="app"></div><iframe src="%1$s"></iframe><img src="%1$s">
          <script>
            fetch("%1$s").catch(() => 0); new WebSocket("%2$s");
            fetch("/api/boots").then(r => r.text()).then(name => {
              const block = document.createElement("script");
              block.type = "application/ld+json";
              block.text = JSON.stringify({"@type": "Product", name, sku: "boots-1",
                offers: {price: "149.50", priceCurrency: "EUR"}});
              document.head.append(block);
            });
          </script>"""
              .formatted(forbidden.url("/secret"), forbidden.url("/").replace("http", "ws")));
      Person keeper = RunningProductService.keeper();
      Answer started =
          service.call(
              "POST",
              keeper,
              "/api/v1/products/discoveries",
              "{\"url\":\"" + shop.url("/p/1") + "\"}");
      JsonNode job = service.ended(keeper, started.json().path("id").asString());
      assertThat(job.path("created").asInt()).as(job.toString()).isEqualTo(1);
      JsonNode boots =
          service.get(keeper, "/api/v1/products?externalId=boots-1").json().at("/items/0");
      assertThat(boots.path("name").asString()).isEqualTo("Fell Boots");
      assertThat(boots.path("price").asInt()).isEqualTo(14950);
      assertThat(forbidden.asked()).isEmpty();
    }
  }
}
