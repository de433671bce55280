package dev.crow.gateway.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.Gateway;
import dev.crow.gateway.SharedGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedGateway.class)
class DashboardTests {

  private final Gateway gateway;

  DashboardTests(Gateway gateway) {
    this.gateway = gateway;
  }

  @Test
  void theBareNameLeadsToTheFrontPage() {
    Gateway.Answer answer = gateway.get("/dashboard");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).endsWith("/dashboard/");
  }

  @Test
  void everyAddressIsTheOnePage() {
    Gateway.Answer front = gateway.get("/dashboard/");
    Gateway.Answer deep = gateway.get("/dashboard/interactions/0198?tab=evidence");

    assertThat(front.status()).isEqualTo(200);
    assertThat(front.header("Content-Type")).startsWith("text/html");
    assertThat(front.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(deep.status()).isEqualTo(200);
    assertThat(deep.body()).isEqualTo(front.body()).contains("Dashboard page");
  }

  @Test
  void aPageMayRunOurScriptsAndNoOthers() {
    assertThat(gateway.get("/dashboard/live").header("Content-Security-Policy"))
        .isEqualTo(SiteAnswer.POLICY)
        .doesNotContain("unsafe", "data:", "*");
  }

  @Test
  void recordingsAreShownInAFrameOfOurOwnThatRunsAndFetchesNothingOfTheirs() {
    Gateway.Answer player = gateway.get("/dashboard/replay.html");

    assertThat(player.header("X-Frame-Options")).isEqualTo("SAMEORIGIN");
    assertThat(player.header("Content-Security-Policy"))
        .contains("script-src 'self';", "connect-src 'self';", "frame-ancestors 'self'")
        .doesNotContain("script-src 'self' 'unsafe", "http");
    assertThat(gateway.get("/dashboard/").header("X-Frame-Options")).isEqualTo("DENY");
  }

  @Test
  void scriptsAreKeptForEver() {
    Gateway.Answer answer = gateway.get("/dashboard/assets/main-abc.js");

    assertThat(answer.header("Content-Type")).startsWith("text/javascript");
    assertThat(answer.header("Cache-Control")).contains("immutable");
  }

  @Test
  void aScriptOfAnotherReleaseIsNotThePage() {
    assertThat(gateway.get("/dashboard/assets/main-old.js").problem()).isEqualTo("404 not-found");
  }
}
