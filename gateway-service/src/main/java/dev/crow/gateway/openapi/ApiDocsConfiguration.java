package dev.crow.gateway.openapi;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class ApiDocsConfiguration {

  @Bean
  ServiceDocuments serviceDocuments(RestClient.Builder client, CloseableHttpClient serviceClient) {
    return new ServiceDocuments(
        client.requestFactory(new HttpComponentsClientHttpRequestFactory(serviceClient)).build());
  }
}
