package dev.crow.organization.document;

import dev.crow.boot.BackgroundWork;
import dev.crow.objectstore.DirectTransfers;
import dev.crow.objectstore.ObjectStore;
import dev.crow.organization.decision.Decisions;
import dev.crow.organization.extraction.TextExtractor;
import dev.crow.organization.knowledge.Knowledge;
import dev.crow.web.ProgressEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {

  private static final Duration LOOK_FOR_ABANDONED = Duration.ofHours(1);

  @Bean
  DocumentStore documentStore(JdbcClient jdbc, Clock clock) {
    return new DocumentStore(jdbc, clock);
  }

  @Bean
  ReadingStore readingStore(JdbcClient jdbc, DocumentProperties properties, Clock clock) {
    return new ReadingStore(jdbc, properties.lease(), clock);
  }

  @Bean
  DocumentFiles documentFiles(ObjectStore objects, DirectTransfers transfers) {
    return new DocumentFiles(objects, transfers);
  }

  @Bean
  Documents documents(
      DocumentStore store,
      DocumentFiles files,
      Knowledge knowledge,
      Decisions decisions,
      TransactionTemplate transaction,
      DocumentProperties properties,
      Clock clock) {
    return new Documents(store, files, knowledge, decisions, transaction, properties, clock);
  }

  @Bean
  ProgressEvents<Document> documentEvents(Clock clock) {
    return new ProgressEvents<>(
        "document", Function.identity(), document -> !document.isUnderWay(), clock);
  }

  @Bean
  BackgroundWork documentExtracting(
      ReadingStore store,
      DocumentFiles files,
      TextExtractor extractor,
      Knowledge knowledge,
      TransactionTemplate transaction,
      DocumentProperties properties,
      Clock clock) {
    ExtractingDocuments extracting =
        new ExtractingDocuments(store, files, extractor, knowledge, transaction, properties, clock);
    return BackgroundWork.interruptible("document-extracting", extracting::step);
  }

  @Bean
  BackgroundWork documentEmbedding(
      ReadingStore store,
      Documents documents,
      Knowledge knowledge,
      TransactionTemplate transaction,
      DocumentProperties properties) {
    EmbeddingDocuments embedding =
        new EmbeddingDocuments(store, documents, knowledge, transaction, properties.look());
    // An interruption would break the index's files open.
    return BackgroundWork.uninterrupted("document-embedding", embedding::step);
  }

  @Bean
  SchedulingConfigurer abandonedUploads(Documents documents) {
    return tasks -> tasks.addFixedDelayTask(documents::dropAbandoned, LOOK_FOR_ABANDONED);
  }
}
