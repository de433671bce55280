package dev.crow.organization.knowledge;

import dev.crow.boot.BackgroundWork;
import dev.crow.contracts.SearchIndex;
import dev.crow.vectorindex.BackgroundRebuild;
import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.IndexRebuild;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexException;
import dev.crow.vectorindex.VectorIndexes;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class KnowledgeConfiguration {

  private static final Logger log = LoggerFactory.getLogger(KnowledgeConfiguration.class);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  @Bean
  IndexDefinition contextIndexDefinition(EmbeddingModel embeddings) {
    return IndexDefinition.of(
        SearchIndex.ORGANIZATION_CONTEXTS.indexName(),
        embeddings.modelName(),
        embeddings.dimension(),
        SearchIndex.ORGANIZATION_CONTEXTS.texts(),
        SearchIndex.ORGANIZATION_CONTEXTS.numbers());
  }

  @Bean
  VectorIndex contextVectorIndex(VectorIndexes indexes, IndexDefinition contextIndexDefinition) {
    return indexes.open(contextIndexDefinition);
  }

  @Bean
  ChunkStore chunkStore(JdbcClient jdbc, JsonMapper json) {
    return new ChunkStore(jdbc, json);
  }

  @Bean
  Knowledge knowledge(ChunkStore store, EmbeddingModel embeddings, VectorIndex index, Clock clock) {
    return new Knowledge(store, embeddings, index, clock);
  }

  @Bean
  KnowledgeSearch knowledgeSearch(ChunkStore store, EmbeddingModel embeddings, VectorIndex index) {
    return new KnowledgeSearch(store, embeddings, index);
  }

  @Bean
  BackgroundRebuild indexRebuild(
      VectorIndex index,
      IndexDefinition contextIndexDefinition,
      ChunkStore store,
      Knowledge knowledge,
      Clock clock) {
    return new BackgroundRebuild(
        new IndexRebuild<>(
            index, contextIndexDefinition, new ChunkRows(store), knowledge::index, clock));
  }

  /** Takes out of the index what has no row any more, for as long as the service runs. */
  @Bean
  BackgroundWork contextForgetting(Knowledge knowledge) {
    // An interruption would break the index's files open.
    return BackgroundWork.uninterrupted(
        "context-forgetting",
        () -> {
          try {
            return knowledge.forgetVectors() > 0 ? Duration.ZERO : IDLE;
          } catch (DataAccessException | VectorIndexException e) {
            log.warn("What was forgotten waits to leave the index: {}", e.getMessage());
            return AFTER_FAILURE;
          }
        });
  }
}
