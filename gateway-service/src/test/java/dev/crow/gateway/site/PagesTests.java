package dev.crow.gateway.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.Gateway;
import dev.crow.gateway.SharedGateway;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedGateway.class)
class PagesTests {

  private static final String BROWSER = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";

  private final Gateway gateway;

  PagesTests(Gateway gateway) {
    this.gateway = gateway;
  }

  @Test
  void theRootIsTheLandingPageWithItsAddressAndPrices() {
    Gateway.Answer answer = gateway.get("/");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.header("Content-Security-Policy")).isEqualTo(SiteAnswer.POLICY);
    assertThat(answer.body())
        .contains("href=\"http://127.0.0.1:" + gateway.port() + "/\"")
        .contains("Web $60 or $50, 1,000,000 interactions")
        .doesNotContain("{{", "<!--if", "invalid");
  }

  @Test
  void nothingLeadsToAShopThatIsClosed() {
    assertThat(gateway.get("/").body()).doesNotContain("/demo/");
  }

  @Test
  void pricesAreTheOperators() throws IOException {
    try (Gateway other =
        new Gateway(
            "crow.billing.currency=EUR",
            "crow.billing.modules.web.monthly=49.50",
            "crow.billing.modules.web.annual=39")) {
      assertThat(other.get("/").body()).contains("Web €49.50 or €39,");
      assertThat(other.get("/pricing.json").body())
          .contains("\"currency\":\"EUR\"", "\"monthly\":49.50");
    }
  }

  @Test
  void everyAddressOfSigningInIsTheOnePage() {
    assertThat(gateway.get("/auth").header("Location")).endsWith("/auth/");
    for (String path :
        new String[] {"/auth/", "/auth/sign-in?next=/dashboard", "/auth/onboarding/team"}) {
      assertThat(gateway.get(path).body()).as(path).contains("Auth page");
    }
    assertThat(gateway.get("/auth/sign-in").header("Content-Security-Policy"))
        .isEqualTo(SiteAnswer.POLICY);
  }

  @Test
  void chaptersHaveOneAddressEach() {
    assertThat(gateway.get("/docs").header("Location")).endsWith("/docs/");
    assertThat(gateway.get("/docs/").body()).contains(":" + gateway.port() + "/docs/\"");
    assertThat(gateway.get("/docs/sdk").body()).contains("The SDK");
    assertThat(gateway.get("/docs/adr/0001-one").status()).isEqualTo(200);
    assertThat(gateway.get("/docs/sdk/").status()).isEqualTo(301);
    assertThat(gateway.get("/docs/sdk/").header("Location")).isEqualTo("/docs/sdk");
    assertThat(gateway.get("/docs/sdk.html").status()).isEqualTo(404);
    assertThat(gateway.get("/docs/nothing").body()).contains("No such chapter");
  }

  @Test
  void peopleSeeAPageWhereNothingIsAndProgramsAProblem() {
    Gateway.Answer page = gateway.get("/nothing", BROWSER);

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).contains("Nothing here").doesNotContain("demo");
    assertThat(gateway.get("/nothing").problem()).isEqualTo("404 not-found");
    assertThat(gateway.get("/index.html").problem()).isEqualTo("404 not-found");
    assertThat(gateway.get("/api/v1/nothing", BROWSER).problem()).isEqualTo("404 not-found");
  }

  @Test
  void crawlersFindTheRulesWhereThereIsNoShop() {
    assertThat(gateway.get("/robots.txt").body())
        .contains("Sitemap: http://127.0.0.1:" + gateway.port() + "/sitemap.xml");
  }

  @Test
  void stylesAreKeptForEver() {
    assertThat(gateway.get("/assets/site-abc.css").header("Cache-Control")).contains("immutable");
  }
}
