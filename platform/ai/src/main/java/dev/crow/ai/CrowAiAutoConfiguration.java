package dev.crow.ai;

import dev.crow.ai.embedding.MiniLmEmbeddingModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a service that sets {@code crow.ai.enabled} its {@link EmbeddingModel}. */
@AutoConfiguration
@ConditionalOnProperty("crow.ai.enabled")
@EnableConfigurationProperties(EmbeddingProperties.class)
public final class CrowAiAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  EmbeddingModel embeddingModel(EmbeddingProperties properties) {
    return switch (properties.provider()) {
      case MINILM -> MiniLmEmbeddingModel.load(properties.threads());
    };
  }
}
