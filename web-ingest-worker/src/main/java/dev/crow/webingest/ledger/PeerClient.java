package dev.crow.webingest.ledger;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** The client for other instances; over mutual TLS it shows the newest certificate. */
final class PeerClient implements Supplier<HttpClient>, AutoCloseable {

  private static final String BUNDLE = "crow";

  private volatile HttpClient http;

  /** For instances that ask for no certificate. */
  PeerClient() {
    http = client().build();
  }

  PeerClient(SslBundles bundles) {
    http = client().sslContext(bundles.getBundle(BUNDLE).createSslContext()).build();
    bundles.addBundleUpdateHandler(BUNDLE, this::renew);
  }

  private void renew(SslBundle bundle) {
    HttpClient old = http;
    http = client().sslContext(bundle.createSslContext()).build();
    old.shutdown();
  }

  private static HttpClient.Builder client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(2))
        .followRedirects(HttpClient.Redirect.NEVER);
  }

  @Override
  public HttpClient get() {
    return http;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
