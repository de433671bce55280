package dev.crow.interaction.processing;

import dev.crow.contracts.SearchIndex;
import dev.crow.contracts.Topics;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.PartitionsHealth;
import dev.crow.interaction.catalogue.ProductResolver;
import dev.crow.interaction.description.RuleBasedDescriber;
import dev.crow.interaction.description.SessionDescriber;
import dev.crow.interaction.erasure.ErasureList;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.workflow.RunStore;
import dev.crow.objectstore.ObjectStore;
import dev.crow.vectorindex.BackgroundRebuild;
import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.IndexRebuild;
import dev.crow.vectorindex.IndexRebuild.Progress;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexes;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.time.Clock;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ProcessingConfiguration {

  @Bean
  ConsumedTopics processingTopics(EventTopics topics) {
    return topics.consumed(Topics.INTERACTION_QUEUE);
  }

  @Bean
  NewTopic settledSessionsTopic(EventTopics topics) {
    return topics.queue(Topics.SETTLED_SESSIONS);
  }

  @Bean
  NewTopic analyticsQueueTopic(EventTopics topics) {
    return topics.queue(Topics.ANALYTICS_QUEUE);
  }

  @Bean
  SessionDescriber sessionDescriber() {
    return new RuleBasedDescriber();
  }

  @Bean
  IndexDefinition interactionIndexDefinition(EmbeddingModel embeddings) {
    return IndexDefinition.of(
        SearchIndex.INTERACTIONS.indexName(),
        embeddings.modelName(),
        embeddings.dimension(),
        SearchIndex.INTERACTIONS.texts(),
        SearchIndex.INTERACTIONS.numbers());
  }

  @Bean
  VectorIndex interactionVectorIndex(
      VectorIndexes indexes, IndexDefinition interactionIndexDefinition) {
    return indexes.open(interactionIndexDefinition);
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
  ReembeddingInteractions reembeddingInteractions(
      InteractionVectors vectors, Interactions interactions, ErasureList erased) {
    return new ReembeddingInteractions(vectors, interactions, erased);
  }

  @Bean
  BackgroundRebuild indexRebuild(
      VectorIndex index,
      IndexDefinition interactionIndexDefinition,
      Interactions interactions,
      ReembeddingInteractions reembedding) {
    return new BackgroundRebuild(
        new IndexRebuild<>(
            index,
            interactionIndexDefinition,
            new InteractionRows(interactions),
            reembedding::put,
            Clock.systemUTC()));
  }

  /** How far the index has been made anew, where it had to be; no reason not to be ready. */
  @Bean("interactionIndex")
  HealthIndicator interactionIndexHealth(BackgroundRebuild indexRebuild) {
    return () -> {
      Progress progress = indexRebuild.progress();
      Health.Builder health =
          Health.up().withDetail("rebuild", progress.state()).withDetail("done", progress.done());
      String problem = progress.problem();
      return problem == null ? health.build() : health.withDetail("problem", problem).build();
    };
  }

  @Bean
  ProcessingSessions processingSessions(
      SessionArchive archive,
      ProductResolver products,
      SessionDescriber describer,
      ModelPlan plan,
      RunStore runs,
      InteractionVectors vectors,
      Interactions interactions,
      ErasureList erased) {
    Clock clock = Clock.systemUTC();
    return new ProcessingSessions(
        archive,
        products,
        new InteractionFactory(describer, clock),
        new RunNotes(runs, plan, clock),
        vectors,
        interactions,
        erased);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> interactionQueueListener(
      EventListeners listeners, ProcessingSessions processing) {
    return listeners.listen(Topics.INTERACTION_QUEUE, SessionClosed.class, processing);
  }

  @Bean("interactionQueue")
  HealthIndicator interactionQueueHealth(
      @Qualifier("interactionQueueListener")
          ConcurrentMessageListenerContainer<String, byte[]> listener) {
    return new PartitionsHealth(listener);
  }
}
