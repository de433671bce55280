package dev.crow.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.ConfigurableApplicationContext;

/** A real Tomcat that asks for certificates, and callers with right and wrong ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutualTlsTests {

  private static final KeyPair KEYS = TestTokens.keyPair();

  private final Path dir;
  private final Path elsewhere;
  private final TlsIssuer issuer;
  private final ConfigurableApplicationContext context;
  private final SslBundles bundles;
  private final String port;

  MutualTlsTests(@TempDir Path dir, @TempDir Path elsewhere) {
    this.dir = dir;
    this.elsewhere = elsewhere;
    this.issuer =
        new TlsIssuer(
            bundle(certificates(dir, Clock.systemUTC()).issue("auth-service"), dir),
            TestTokens.jwks(TestTokens.KID, KEYS));
    // The keys' address is written as the plain one that every service has by default.
    this.context =
        SpringApplication.run(
            ResourceServiceTests.App.class,
            "--server.port=0",
            "--spring.application.name=test-service",
            "--spring.jmx.enabled=false",
            "--crow.data-dir=" + dir,
            "--crow.security.enabled=true",
            "--crow.security.jwks-uri=http://127.0.0.1:" + issuer.port() + "/jwks",
            "--crow.security.open-paths=/open",
            "--spring.ssl.bundle.watch.file.quiet-period=50ms",
            "--crow.security.mtls.enabled=true",
            "--crow.security.mtls.services=test-service,gateway-service,auth-service");
    this.bundles = context.getBean(SslBundles.class);
    this.port = context.getEnvironment().getRequiredProperty("local.server.port");
  }

  @AfterAll
  void stop() {
    context.close();
    issuer.close();
  }

  @Test
  void letsAServiceIn() throws Exception {
    assertThat(get("/open", gateway()).statusCode()).isEqualTo(200);
  }

  @Test
  void offersItsOwnCertificateToItsClients() throws Exception {
    assertThat(get("/open", bundles.getBundle("crow")).body()).isEqualTo("open");
  }

  @Test
  void refusesWhoeverShowsNoCertificate() {
    assertNoHandshake(
        SslBundle.of(
            new PemSslStoreBundle(
                null, PemSslStoreDetails.forCertificate("file:" + dir.resolve("tls/ca.crt")))));
  }

  @Test
  void refusesACertificateOfAnotherAuthority() {
    Path foreign = certificates(elsewhere, Clock.systemUTC()).issue("gateway-service");
    assertNoHandshake(bundle(foreign, dir));
  }

  @Test
  void refusesAnExpiredCertificate() {
    Clock longAgo = Clock.fixed(Instant.now().minus(Duration.ofDays(400)), ZoneOffset.UTC);
    Path expired = certificates(dir, longAgo).issue("auth-service-of-old");
    assertNoHandshake(bundle(expired, dir));
  }

  @Test
  void forbidsACertificateOfTheRightAuthorityForAnUnknownName() throws Exception {
    SslBundle stranger = bundle(certificates(dir, Clock.systemUTC()).issue("stranger"), dir);
    HttpResponse<String> answer = get("/open", stranger);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("/problems/forbidden");
  }

  @Test
  void acceptsATokenOnlyFromTheServiceItIsBoundTo() throws Exception {
    String bound = token(thumbprint("gateway-service"));
    assertThat(get("/things", gateway(), bound).body()).isEqualTo("o1");
    HttpResponse<String> replayed = get("/things", bundles.getBundle("crow"), bound);
    assertThat(replayed.statusCode()).isEqualTo(401);
    assertThat(replayed.body()).contains("invalid-token");
    assertThat(get("/things", gateway(), token(null)).statusCode()).isEqualTo(401);
  }

  @Test
  void showsANewCertificateWithoutARestart() throws Exception {
    BigInteger before = serverCertificate();
    Files.delete(dir.resolve("tls/test-service.pem"));
    certificates(dir, Clock.systemUTC()).issue("test-service");
    Awaitility.await().until(() -> !serverCertificate().equals(before));
    // With keys that were fetched by the client of the new certificate.
    assertThat(get("/things", gateway(), token(thumbprint("gateway-service"))).body())
        .isEqualTo("o1");
  }

  private BigInteger serverCertificate() throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            gateway()
                .createSslContext()
                .getSocketFactory()
                .createSocket("127.0.0.1", Integer.parseInt(port))) {
      socket.startHandshake();
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }
  }

  private static String token(@Nullable String thumbprint) {
    String claims = TestTokens.claims(Instant.now(), "\"t:read\"");
    return TestTokens.signed(
        TestTokens.header(),
        thumbprint == null
            ? claims
            : claims.replace("}", ",\"cnf\":{\"x5t#S256\":\"" + thumbprint + "\"}}"),
        KEYS.getPrivate());
  }

  private String thumbprint(String service) throws Exception {
    var store = bundle(certificates(dir, Clock.systemUTC()).issue(service), dir).getStores();
    var keys = store.getKeyStore();
    if (keys == null) {
      throw new AssertionError("No key store");
    }
    return PeerCertificate.thumbprint(
        (X509Certificate) keys.getCertificate(keys.aliases().nextElement()));
  }

  private SslBundle gateway() {
    return bundle(certificates(dir, Clock.systemUTC()).issue("gateway-service"), dir);
  }

  private static DevelopmentCertificates certificates(Path folder, Clock clock) {
    DevelopmentCertificates certificates = DevelopmentCertificates.in(folder, clock);
    certificates.authority();
    return certificates;
  }

  private static SslBundle bundle(Path own, Path trusted) {
    return SslBundle.of(
        new PemSslStoreBundle(
            PemSslStoreDetails.forCertificate("file:" + own).withPrivateKey("file:" + own),
            PemSslStoreDetails.forCertificate("file:" + trusted.resolve("tls/ca.crt"))));
  }

  private void assertNoHandshake(SslBundle client) {
    assertThatThrownBy(() -> get("/open", client)).isInstanceOf(IOException.class);
  }

  private HttpResponse<String> get(String path, SslBundle client, String... token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
    for (String one : token) {
      request.header("Authorization", "Bearer " + one);
    }
    try (HttpClient http = HttpClient.newBuilder().sslContext(client.createSslContext()).build()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
