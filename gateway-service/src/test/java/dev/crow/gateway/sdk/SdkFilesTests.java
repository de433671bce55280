package dev.crow.gateway.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.Gateway;
import dev.crow.gateway.SharedGateway;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedGateway.class)
class SdkFilesTests {

  private static final String SCRIPT = "console.log('crow')\n";

  @Test
  void theNewestScriptIsForAnySiteAndForAWhile(Gateway gateway) {
    Gateway.Answer answer = gateway.get("/sdk/crow.js", "Origin: https://shop.example");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.bytes(), StandardCharsets.UTF_8)).isEqualTo(SCRIPT);
    assertThat(answer.header("Content-Type")).startsWith("text/javascript");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    assertThat(answer.header("Cache-Control")).contains("max-age=300").doesNotContain("immutable");
  }

  @Test
  void aVersionsFilesNeverChange(Gateway gateway) {
    Gateway.Answer answer = gateway.get("/sdk/1.0.0-test/capture.js");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("immutable").contains("max-age=31536000");
  }

  @Test
  void isCompressedForWhoUnderstandsIt(Gateway gateway) throws IOException {
    Gateway.Answer answer = gateway.get("/sdk/crow.js", "Accept-Encoding: gzip, br");

    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(answer.header("Vary")).contains("Accept-Encoding");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.bytes()))) {
      assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(SCRIPT);
    }
  }

  @Test
  void whatABrowserHasIsNotSentAgain(Gateway gateway) {
    String tag = gateway.get("/sdk/crow.js").header("ETag");

    Gateway.Answer again = gateway.get("/sdk/crow.js", "If-None-Match: " + tag);

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.bytes()).isEmpty();
  }

  @Test
  void anotherVersionAndAnotherFileAreNotFound(Gateway gateway) {
    for (String path : new String[] {"/sdk/0.0.1-old/crow.js", "/sdk/latest", "/sdk/nothing.js"}) {
      Gateway.Answer answer = gateway.get(path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
  }

  @Test
  void aBuildWithoutNpmHasNoFiles() throws IOException {
    try (URLClassLoader nothing = new URLClassLoader(new URL[0], null)) {
      assertThat(SdkFiles.of(nothing).isEmpty()).isTrue();
    }
  }
}
