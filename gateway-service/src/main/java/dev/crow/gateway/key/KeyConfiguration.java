package dev.crow.gateway.key;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.crow.gateway.route.GatewayProperties;
import dev.crow.security.ServiceSecret;
import java.time.InstantSource;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

  @Bean
  KeyExchange keyExchange(
      GatewayProperties gateway,
      KeyCacheProperties cacheFor,
      RestClient.Builder client,
      ServiceSecret secret) {
    HttpClientSettings timeouts =
        HttpClientSettings.defaults()
            .withTimeouts(gateway.connectTimeout(), gateway.responseTimeout());
    RestClient authService =
        client
            .baseUrl(gateway.authUri())
            .requestFactory(ClientHttpRequestFactoryBuilder.httpComponents().build(timeouts))
            .build();
    return new KeyExchange(
        new AuthService(authService, secret),
        cacheFor,
        InstantSource.system(),
        Ticker.systemTicker(),
        Thread::startVirtualThread);
  }
}
