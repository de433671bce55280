package dev.crow.gateway.forward;

import dev.crow.gateway.credential.CredentialExchange;
import dev.crow.gateway.route.GatewayProperties;
import dev.crow.security.ServiceCertificate;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ForwardConfiguration {

  /** Below the keep-alive time of the services, so that they seldom close a connection first. */
  private static final TimeValue MAX_IDLE = TimeValue.ofSeconds(10);

  private static final long EARLY_ANSWER_BYTES = 128 * 1024;

  private static final TimeValue TRUSTED_IDLE = TimeValue.ofSeconds(1);

  @Bean
  Forwarding forwarding(
      CloseableHttpClient serviceClient,
      CredentialExchange credentials,
      GatewayProperties properties) {
    return new Forwarding(serviceClient, credentials, properties);
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> brokenAnswers() {
    return tomcat -> tomcat.addEngineValves(new BrokenAnswerValve());
  }

  /** For all services. Adds nothing to a request and decides nothing about an answer. */
  @Bean(destroyMethod = "close")
  CloseableHttpClient serviceClient(GatewayProperties properties, SslBundles bundles) {
    return HttpClientBuilder.create()
        .setConnectionManager(connections(properties, bundles))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(properties.connectTimeout()))
                .setResponseTimeout(Timeout.of(properties.responseTimeout()))
                .setAuthenticationEnabled(false)
                .setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setRedirectsEnabled(false)
                .build())
        .evictIdleConnections(MAX_IDLE)
        .disableAuthCaching()
        // Whether a request may be sent twice, only its sender knows.
        .disableAutomaticRetries()
        .disableConnectionState()
        .disableContentCompression()
        .disableCookieManagement()
        .disableDefaultUserAgent()
        .disableRedirectHandling()
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(
      GatewayProperties properties, SslBundles bundles) {
    var connections = PoolingHttpClientConnectionManagerBuilder.create();
    if (bundles.getBundleNames().contains(ServiceCertificate.BUNDLE)) {
      connections.setTlsSocketStrategy(ServiceTls.following(bundles));
    }
    return connections
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setConnPoolPolicy(PoolReusePolicy.LIFO)
        .setMaxConnPerRoute(properties.maxConnections())
        .setMaxConnTotal(Integer.MAX_VALUE)
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                // A service may refuse a large body before it has arrived. Each look at whether it
                // did waits a millisecond, so small bodies, which fit into the sockets, get none.
                .responseOutOfOrderStrategy(
                    new MonitoringResponseOutOfOrderStrategy(EARLY_ANSWER_BYTES))
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(properties.connectTimeout()))
                .setSocketTimeout(Timeout.of(properties.responseTimeout()))
                .setValidateAfterInactivity(TRUSTED_IDLE)
                .build())
        .build();
  }
}
