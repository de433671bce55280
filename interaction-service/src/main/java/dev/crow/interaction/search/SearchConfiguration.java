package dev.crow.interaction.search;

import dev.crow.interaction.ledger.Interactions;
import dev.crow.vectorindex.VectorIndex;
import dev.langchain4j.model.embedding.EmbeddingModel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

  @Bean
  InteractionSearch interactionSearch(
      EmbeddingModel embeddings, VectorIndex index, Interactions interactions) {
    return new InteractionSearch(embeddings, index, interactions);
  }
}
