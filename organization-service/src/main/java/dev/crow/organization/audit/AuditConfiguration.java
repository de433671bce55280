package dev.crow.organization.audit;

import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.events.Inbox;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.PartitionsHealth;
import dev.crow.objectstore.ObjectStore;
import dev.crow.security.SecretFile;
import dev.crow.security.ServiceSecret;
import dev.crow.web.SignedCursors;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AuditConfiguration {

  @Bean
  ConsumedTopics auditTopics(EventTopics topics) {
    return topics.consumed(Topics.AUDIT_EVENTS);
  }

  /** The key is in a file beside the database: losing it makes every log unverifiable. */
  @Bean
  AuditChain auditChain(Environment environment) {
    Path folder = Path.of(environment.getProperty("crow.data-dir", "data"), "organization");
    return new AuditChain(SecretFile.readOrCreate(folder, "audit-key", SecretFile::random));
  }

  @Bean
  Signatures signatures(AuditChain chain) {
    return new Signatures(chain);
  }

  @Bean
  AuditRows auditRows(JdbcClient jdbc) {
    return new AuditRows(jdbc);
  }

  @Bean
  AuditReader auditReader(AuditRows rows) {
    return new AuditReader(rows);
  }

  @Bean
  AuditLog auditLog(
      AuditRows rows, AuditChain chain, Inbox inbox, TransactionTemplate transaction) {
    return new AuditLog(rows, chain, inbox, transaction);
  }

  @Bean
  AuditVerification auditVerification(AuditRows rows, AuditChain chain) {
    return new AuditVerification(rows, chain);
  }

  @Bean
  Anchors auditAnchors(
      AuditRows rows, AuditChain chain, ObjectStore objects, JsonMapper json, Clock clock) {
    return new Anchors(rows, chain, objects, json, clock);
  }

  @Bean
  SignedCursors auditCursors(ServiceSecret secret) {
    return new SignedCursors(secret.value(), "audit");
  }

  @Bean
  SchedulingConfigurer anchoring(Anchors anchors, AuditProperties properties) {
    return tasks -> tasks.addFixedDelayTask(anchors::put, properties.anchorCheck());
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> auditEventsListener(
      EventListeners listeners, AuditLog log) {
    return listeners.listen(Topics.AUDIT_EVENTS, AuditEvent.class, log);
  }

  /** Up while this instance has partitions of the audit events to work on. */
  @Bean("auditEvents")
  HealthIndicator auditEventsHealth(
      ConcurrentMessageListenerContainer<String, byte[]> auditEventsListener) {
    return new PartitionsHealth(auditEventsListener);
  }
}
