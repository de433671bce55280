package dev.crow.product.personaldata;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.PartitionsHealth;
import dev.crow.objectstore.ObjectStore;
import dev.crow.product.catalogue.Catalogue;
import dev.crow.product.search.ProductVectors;
import java.time.Clock;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PersonalDataConfiguration {

  @Bean
  ConsumedTopics personalDataTopics(EventTopics topics) {
    return topics.consumed(Topics.IDENTITY_EVENTS);
  }

  @Bean
  CatalogueData catalogueData(
      Catalogue catalogue,
      ProductVectors vectors,
      ObjectStore objects,
      JsonMapper json,
      JdbcClient jdbc) {
    return new CatalogueData(catalogue, vectors, objects, json, jdbc);
  }

  @Bean
  HandlingIdentity handlingIdentity(
      CatalogueData data,
      Inbox inbox,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    return new HandlingIdentity(data, inbox, outbox, transaction, clock);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> identityEventsListener(
      EventListeners listeners, HandlingIdentity handling) {
    return listeners.listen(Topics.IDENTITY_EVENTS, IdentityEvent.class, handling);
  }

  /** Up while this instance has partitions of the identity events to work on. */
  @Bean("identityEvents")
  HealthIndicator identityEventsHealth(
      ConcurrentMessageListenerContainer<String, byte[]> identityEventsListener) {
    return new PartitionsHealth(identityEventsListener);
  }
}
