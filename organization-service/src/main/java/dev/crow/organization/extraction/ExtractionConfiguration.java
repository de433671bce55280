package dev.crow.organization.extraction;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ExtractionConfiguration {

  @Bean
  TextExtractor textExtractor(ExtractionProperties properties, JsonMapper json) {
    return new TextExtractor(properties, json);
  }
}
