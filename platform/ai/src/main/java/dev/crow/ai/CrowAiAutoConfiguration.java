package dev.crow.ai;

import dev.crow.ai.chat.ChatProperties;
import dev.crow.ai.chat.GeminiChatModel;
import dev.crow.ai.chat.ModelPrice;
import dev.crow.ai.embedding.MiniLmEmbeddingModel;
import dev.crow.ai.embedding.MiniLmNetwork;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Gives a service that sets {@code crow.ai.enabled} its {@link EmbeddingModel}, and a {@link
 * ChatModel} with its price where a provider is configured.
 */
@AutoConfiguration
@ConditionalOnProperty("crow.ai.enabled")
@EnableConfigurationProperties({EmbeddingProperties.class, ChatProperties.class})
public final class CrowAiAutoConfiguration {

  /** Whoever runs several services in one process gives all of them one. */
  @Bean
  @Lazy
  @ConditionalOnMissingBean
  MiniLmNetwork miniLmNetwork() {
    return MiniLmNetwork.load();
  }

  @Bean
  @ConditionalOnMissingBean
  EmbeddingModel embeddingModel(EmbeddingProperties properties, MiniLmNetwork network) {
    return switch (properties.provider()) {
      case MINILM -> new MiniLmEmbeddingModel(network, properties.threads());
    };
  }

  @Bean
  @ConditionalOnMissingBean(ChatModel.class)
  @ConditionalOnProperty(name = "crow.ai.chat.provider", havingValue = "gemini")
  GeminiChatModel geminiChatModel(ChatProperties properties) {
    return new GeminiChatModel(properties);
  }

  @Bean
  ModelPrice modelPrice(ChatProperties properties) {
    return new ModelPrice(properties.model(), properties.inputPrice(), properties.outputPrice());
  }
}
