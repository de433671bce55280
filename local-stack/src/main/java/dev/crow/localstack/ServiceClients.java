package dev.crow.localstack;

import dev.crow.security.DevelopmentCertificates;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** HTTP clients that the services of a suite on this machine talk to. */
public final class ServiceClients {

  private static final String NAME = "local-stack";

  private ServiceClients() {}

  /**
   * @param dataDir the suite's data folder, whose own authority made the services' certificates
   * @return a client that shows a certificate of that authority, if there is one
   */
  public static HttpClient of(Path dataDir) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2));
    if (Files.exists(dataDir.resolve("tls"))) {
      client.sslContext(tls(DevelopmentCertificates.in(dataDir, Clock.systemUTC())));
    }
    return client.build();
  }

  /** Made before the services start, so that processes of their own need not race for it. */
  static void issueFor(StackConfig config) {
    DevelopmentCertificates certificates =
        DevelopmentCertificates.in(config.dataDir(), Clock.systemUTC());
    certificates.authority();
    for (Service service : Service.values()) {
      certificates.issue(service.serviceName());
    }
  }

  private static SSLContext tls(DevelopmentCertificates certificates) {
    String own = "file:" + certificates.issue(NAME);
    return SslBundle.of(
            new PemSslStoreBundle(
                PemSslStoreDetails.forCertificate(own).withPrivateKey(own),
                PemSslStoreDetails.forCertificate("file:" + certificates.authority())))
        .createSslContext();
  }
}
