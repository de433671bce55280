package dev.crow.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

class KeysUnavailableTests {

  @TempDir Path dir;

  @Test
  void answers503WhileTheIssuerCannotBeReached() throws Exception {
    FakeIssuer gone = new FakeIssuer("");
    gone.close();
    assertAnswer("true", gone.uri(), 503, "service-unavailable");
  }

  @Test
  void leavesASelfGuardedServiceToItself() throws Exception {
    assertAnswer("false", URI.create("http://127.0.0.1:1/"), 200, "o-none");
  }

  private void assertAnswer(String enabled, URI jwks, int status, String text) throws Exception {
    String token =
        TestTokens.signed(
            TestTokens.header(),
            TestTokens.claims(Instant.now()),
            TestTokens.keyPair().getPrivate());
    try (HttpClient http = HttpClient.newHttpClient();
        var context =
            SpringApplication.run(
                SelfGuardedApp.class,
                "--server.port=0",
                "--spring.application.name=test-service",
                "--crow.data-dir=" + dir,
                "--crow.security.enabled=" + enabled,
                "--crow.security.jwks-uri=" + jwks)) {
      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/things"))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).contains(text);
      assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
    }
  }
}
