package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.auth.RunningService.Answer;
import dev.crow.contracts.Services;
import dev.crow.security.DevelopmentCertificates;
import dev.crow.security.ServiceSecret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

class MutualTlsTests {

  @TempDir Path dir;

  @Test
  void bindsATokenToTheGatewayThatAskedForIt() throws Exception {
    try (HttpClient gateway = client(Services.GATEWAY);
        HttpClient other = client(Services.INTERACTION);
        RunningService service =
            new RunningService(
                gateway, "https", _ -> {}, dir, "--crow.security.mtls.enabled=true")) {
      String key = service.createOrganization().text("secretKey");
      String token = service.exchange(key, Services.AUTH).text("token");
      String body = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
      assertThat(new String(Base64.getUrlDecoder().decode(body), StandardCharsets.UTF_8))
          .contains("\"cnf\":{\"x5t#S256\":\"");
      Answer accepted = service.get("/absent", "Authorization", "Bearer " + token);
      assertThat(accepted.status()).isEqualTo(404);
      URI same = accepted.http().uri();
      HttpResponse<String> replayed =
          other.send(
              HttpRequest.newBuilder(same).header("Authorization", "Bearer " + token).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(replayed.statusCode()).isEqualTo(401);
      assertThat(replayed.body()).contains("invalid-token");

      assertThat(systemToken(service, Services.GATEWAY)).isEqualTo(200);
      assertThat(systemToken(service, Services.INTERACTION)).isEqualTo(403);
    }
  }

  private static int systemToken(RunningService service, String name) {
    return service
        .post(
            "/internal/system-tokens",
            "{\"service\":\"" + name + "\",\"operation\":\"READ_MEMBERS\"}",
            ServiceSecret.HEADER,
            service.bean(ServiceSecret.class).value())
        .status();
  }

  private HttpClient client(String service) {
    DevelopmentCertificates certificates = DevelopmentCertificates.in(dir, Clock.systemUTC());
    String own = "file:" + certificates.issue(service);
    SslBundle bundle =
        SslBundle.of(
            new PemSslStoreBundle(
                PemSslStoreDetails.forCertificate(own).withPrivateKey(own),
                PemSslStoreDetails.forCertificate("file:" + certificates.authority())));
    return HttpClient.newBuilder().sslContext(bundle.createSslContext()).build();
  }
}
