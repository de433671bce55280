package dev.crow.pattern.topics;

import dev.langchain4j.model.embedding.EmbeddingModel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class TopicsConfiguration {

  @Bean
  SampleStore sampleStore(JdbcClient jdbc, JsonMapper json, EmbeddingModel embeddings) {
    return new SampleStore(jdbc, json, embeddings);
  }
}
