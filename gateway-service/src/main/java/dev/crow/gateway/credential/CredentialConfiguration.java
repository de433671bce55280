package dev.crow.gateway.credential;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.crow.gateway.route.GatewayProperties;
import dev.crow.security.ServiceCertificate;
import dev.crow.security.ServiceSecret;
import java.time.InstantSource;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class CredentialConfiguration {

  @Bean
  CredentialExchange keyExchange(
      GatewayProperties gateway,
      CredentialCacheProperties cacheFor,
      RestClient.Builder client,
      CloseableHttpClient serviceClient,
      ServiceSecret secret,
      SslBundles bundles) {
    RestClient authService =
        client
            .baseUrl(gateway.authUri())
            .requestFactory(new HttpComponentsClientHttpRequestFactory(serviceClient))
            .build();
    CredentialExchange exchange =
        new CredentialExchange(
            new AuthService(authService, secret),
            cacheFor,
            InstantSource.system(),
            Ticker.systemTicker(),
            Thread::startVirtualThread);
    if (bundles.getBundleNames().contains(ServiceCertificate.BUNDLE)) {
      // Tokens are bound to the certificate they were asked for with.
      bundles.addBundleUpdateHandler(ServiceCertificate.BUNDLE, _ -> exchange.forgetAll());
    }
    return exchange;
  }
}
