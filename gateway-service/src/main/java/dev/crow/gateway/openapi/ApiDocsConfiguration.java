package dev.crow.gateway.openapi;

import dev.crow.gateway.route.GatewayProperties;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class ApiDocsConfiguration {

  @Bean
  ServiceDocuments serviceDocuments(GatewayProperties gateway, RestClient.Builder client) {
    HttpClientSettings timeouts =
        HttpClientSettings.defaults()
            .withTimeouts(gateway.connectTimeout(), gateway.responseTimeout());
    return new ServiceDocuments(
        client
            .requestFactory(ClientHttpRequestFactoryBuilder.httpComponents().build(timeouts))
            .build());
  }
}
