package dev.crow.gateway.credential;

import dev.crow.cache.CacheCodec;
import dev.crow.cache.Caches;
import dev.crow.gateway.route.GatewayProperties;
import dev.crow.security.ServiceCertificate;
import dev.crow.security.ServiceSecret;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class CredentialConfiguration {

  @Bean
  CredentialExchange credentialExchange(
      GatewayProperties gateway,
      CredentialCacheProperties cacheFor,
      Caches caches,
      RestClient.Builder client,
      CloseableHttpClient serviceClient,
      ServiceSecret secret,
      JsonMapper json,
      SslBundles bundles) {
    RestClient authService =
        client
            .baseUrl(gateway.authUri())
            .requestFactory(new HttpComponentsClientHttpRequestFactory(serviceClient))
            .build();
    // Tokens are bound to the certificate they were asked for with.
    AtomicReference<String> certificate = new AtomicReference<>("no certificate");
    CredentialExchange exchange =
        new CredentialExchange(
            new AuthService(authService, secret),
            cacheFor,
            caches,
            CacheCodec.json(json, Identity.class),
            InstantSource.system(),
            certificate::get);
    if (bundles.getBundleNames().contains(ServiceCertificate.BUNDLE)) {
      certificate.set(ServiceCertificate.thumbprint(bundles.getBundle(ServiceCertificate.BUNDLE)));
      bundles.addBundleUpdateHandler(
          ServiceCertificate.BUNDLE,
          bundle -> {
            certificate.set(ServiceCertificate.thumbprint(bundle));
            exchange.forgetAll();
          });
    }
    return exchange;
  }
}
