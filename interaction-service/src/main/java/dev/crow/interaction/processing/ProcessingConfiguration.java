package dev.crow.interaction.processing;

import dev.crow.contracts.Topics;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.events.kafka.EventListeners;
import dev.crow.interaction.description.RuleBasedDescriber;
import dev.crow.interaction.description.SessionDescriber;
import dev.crow.interaction.erasure.ErasureList;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.objectstore.ObjectStore;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexes;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ProcessingConfiguration {

  private static final String INDEX = "interaction-embeddings";
  private static final String RECORD_BYTES = Integer.toString(8 * 1024 * 1024);

  @Bean
  NewTopic interactionQueueTopic(InteractionProperties properties) {
    return topic(Topics.INTERACTION_QUEUE, properties, Duration.ofDays(7));
  }

  @Bean
  NewTopic interactionDeadLettersTopic(InteractionProperties properties) {
    return topic(Topics.deadLettersOf(Topics.INTERACTION_QUEUE), properties, Duration.ofDays(30));
  }

  @Bean
  NewTopic analyticsQueueTopic(InteractionProperties properties) {
    return topic(Topics.ANALYTICS_QUEUE, properties, Duration.ofDays(7));
  }

  private static NewTopic topic(String name, InteractionProperties properties, Duration retention) {
    return TopicBuilder.name(name)
        .partitions(properties.partitions())
        .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))
        .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, RECORD_BYTES)
        .build();
  }

  @Bean
  SessionDescriber sessionDescriber() {
    return new RuleBasedDescriber();
  }

  @Bean
  VectorIndex interactionIndex(VectorIndexes indexes, EmbeddingModel embeddings) {
    return indexes.open(INDEX, embeddings.modelName(), embeddings.dimension());
  }

  @Bean
  SessionArchive sessionArchive(
      InteractionProperties properties, ObjectStore objects, JsonMapper json) {
    return new SessionArchive(objects, json, properties.archiveSessions());
  }

  @Bean
  InteractionVectors interactionVectors(EmbeddingModel embeddings, VectorIndex index) {
    return new InteractionVectors(embeddings, index);
  }

  @Bean
  ProcessingSessions processingSessions(
      SessionArchive archive,
      SessionDescriber describer,
      InteractionVectors vectors,
      Interactions interactions,
      ErasureList erased) {
    return new ProcessingSessions(
        archive,
        new InteractionFactory(describer, Clock.systemUTC()),
        vectors,
        interactions,
        erased);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> interactionQueueListener(
      EventListeners listeners, ProcessingSessions processing) {
    return listeners.listen(Topics.INTERACTION_QUEUE, SessionClosed.class, processing);
  }
}
