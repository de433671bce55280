package dev.crow.gateway.forward;

import dev.crow.security.ServiceCertificate;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Shows the gateway's certificate to services and checks theirs. New connections use what the SSL
 * bundle {@value ServiceCertificate#BUNDLE} holds at the time.
 */
final class ServiceTls implements TlsSocketStrategy {

  private volatile TlsSocketStrategy current;

  private ServiceTls(SslBundle bundle) {
    this.current = strategy(bundle);
  }

  static ServiceTls following(SslBundles bundles) {
    ServiceTls tls = new ServiceTls(bundles.getBundle(ServiceCertificate.BUNDLE));
    bundles.addBundleUpdateHandler(
        ServiceCertificate.BUNDLE, bundle -> tls.current = strategy(bundle));
    return tls;
  }

  private static TlsSocketStrategy strategy(SslBundle bundle) {
    return new DefaultClientTlsStrategy(bundle.createSslContext());
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, @Nullable Object attachment, HttpContext context)
      throws IOException {
    return current.upgrade(socket, target, port, attachment, context);
  }
}
