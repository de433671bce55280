package dev.crow.gateway.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.Gateway;
import dev.crow.gateway.SharedGateway;
import dev.crow.gateway.site.SiteAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedGateway.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoShopTests {

  private static final String KEY = "crow_pk_demo_key";

  private Gateway gateway;
  private Path keyFile;

  @BeforeAll
  void open(@TempDir Path folder) {
    keyFile = folder.resolve("write-key");
    gateway = new Gateway("crow.gateway.demo-shop.write-key-file=" + keyFile);
    assertThat(gateway.get("/demo/").problem()).isEqualTo("404 not-found");
    assertThat(gateway.get("/robots.txt").problem()).isEqualTo("404 not-found");
    write(KEY);
  }

  @AfterAll
  void close() throws IOException {
    gateway.close();
  }

  @Test
  void thePageIsFilledWithTheKeyAndTheAddressItWasAskedAs() {
    Gateway.Answer answer = gateway.get("/demo/");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    assertThat(answer.body())
        .contains("href=\"http://127.0.0.1:" + gateway.port() + "/demo/\"")
        .contains("data-key=\"" + KEY + "\"");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void aPageMayRunOurScriptsAndNoOthers() {
    assertThat(gateway.get("/demo/").header("Content-Security-Policy"))
        .isEqualTo(SiteAnswer.POLICY)
        .doesNotContain("unsafe", "data:", "*");
  }

  @Test
  void theBareNameLeadsToTheFrontPage() {
    Gateway.Answer answer = gateway.get("/demo");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).endsWith("/demo/");
  }

  @Test
  void aPageHasOneAddress() {
    assertThat(gateway.get("/demo/products/boots").body()).contains("Boots");
    assertThat(gateway.get("/demo/products/boots/").status()).isEqualTo(301);
    assertThat(gateway.get("/demo/products/boots/").header("Location"))
        .isEqualTo("/demo/products/boots");
  }

  @Test
  void assetsNeverChangeAndComeCompressed() throws IOException {
    Gateway.Answer brotli =
        gateway.get("/demo/assets/main-abc.js", "Accept-Encoding: gzip, deflate, br");
    Gateway.Answer gzip = gateway.get("/demo/assets/main-abc.js", "Accept-Encoding: gzip, br;q=0");

    assertThat(brotli.header("Content-Encoding")).isEqualTo("br");
    assertThat(brotli.body()).isEqualTo("brotli");
    assertThat(brotli.header("Cache-Control")).contains("immutable").contains("max-age=31536000");
    assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.bytes()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("shop");
    }
    assertThat(gateway.get("/demo/assets/main-abc.js").header("Content-Encoding")).isEmpty();
  }

  @Test
  void whatABrowserHasIsNotSentAgain() {
    for (String path : new String[] {"/demo/", "/demo/images/boots.svg"}) {
      String tag = gateway.get(path).header("ETag");
      Gateway.Answer again = gateway.get(path, "If-None-Match: \"other\", W/" + tag);
      assertThat(again.status()).as(path).isEqualTo(304);
      assertThat(again.bytes()).isEmpty();
    }
  }

  @Test
  void whatIsNotThereIsThePageThatSaysSo() {
    for (String path : new String[] {"/demo/nothing", "/demo/files.tsv", "/demo/404.html.gz"}) {
      Gateway.Answer answer = gateway.get(path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.body()).contains("Nothing here");
    }
  }

  @Test
  void crawlersFindTheRulesAtTheRoot() {
    assertThat(gateway.get("/robots.txt").body())
        .contains("Sitemap: http://127.0.0.1:" + gateway.port() + "/demo/sitemap.xml");
  }

  @Test
  void isClosedWhereNobodySaysWhoseItIs(Gateway plain) {
    Gateway.Answer answer = plain.get("/demo/");

    assertThat(answer.problem()).isEqualTo("404 not-found");
    assertThat(answer.body()).contains("crow.gateway.demo-shop.write-key");
  }

  private void write(String key) {
    try {
      Files.writeString(keyFile, key + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
