package dev.crow.pattern.results;

import dev.crow.contracts.Topics;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.EventTopics;
import dev.crow.exporting.ExportSource;
import dev.crow.pattern.counting.CountsCodec;
import dev.crow.security.ServiceSecret;
import dev.crow.web.SignedCursors;
import java.time.Clock;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ResultsConfiguration {

  @Bean
  CountsStore countsStore(JdbcClient jdbc, JsonMapper json) {
    return new CountsStore(jdbc, new CountsCodec(json), Clock.systemUTC());
  }

  @Bean
  PatternStore patternStore(JdbcClient jdbc, JsonMapper json) {
    return new PatternStore(jdbc, json);
  }

  @Bean
  ExportSource patternExport(PatternStore patterns) {
    return new PatternExport(patterns);
  }

  @Bean
  WordingStore wordingStore(JdbcClient jdbc, JsonMapper json) {
    return new WordingStore(jdbc, json);
  }

  @Bean
  NewTopic patternDeletionsTopic(EventTopics topics) {
    return topics.queue(Topics.PATTERN_DELETIONS);
  }

  @Bean
  DeletingPatterns deletingPatterns(
      PatternStore patterns, Outbox outbox, PlatformTransactionManager transactions) {
    return new DeletingPatterns(
        patterns, outbox, new TransactionTemplate(transactions), Clock.systemUTC());
  }

  @Bean
  SignedCursors patternCursors(ServiceSecret secret) {
    return new SignedCursors(secret.value(), "patterns");
  }

  @Bean
  SignedCursors patternInteractionCursors(ServiceSecret secret) {
    return new SignedCursors(secret.value(), "pattern-interactions");
  }
}
