package dev.crow.interaction.personaldata;

import dev.crow.aibudget.AiBudget;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.events.Inbox;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.events.kafka.PartitionsHealth;
import dev.crow.interaction.catalogue.KnownProducts;
import dev.crow.interaction.erasure.ErasureList;
import dev.crow.interaction.ledger.Archive;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.lifecycle.Leases;
import dev.crow.interaction.processing.InteractionVectors;
import dev.crow.interaction.processing.SessionArchive;
import dev.crow.interaction.recording.Recordings;
import dev.crow.interaction.retelling.RedescriptionStore;
import dev.crow.interaction.workflow.RunStore;
import dev.crow.objectstore.ObjectStore;
import java.time.Clock;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PersonalDataConfiguration {

  @Bean
  ConsumedTopics personalDataTopics(EventTopics topics) {
    return topics.consumed(Topics.IDENTITY_EVENTS);
  }

  @Bean
  VisitorData visitorData(
      Interactions interactions,
      InteractionVectors vectors,
      SessionArchive archive,
      Archive oldOnes,
      Recordings recordings,
      ErasureList erased,
      KnownProducts products,
      RunStore runs,
      AiBudget budget,
      RedescriptionStore redescriptions,
      ObjectStore objects,
      JsonMapper json) {
    VisitorData.OrganizationRows beside =
        organization ->
            products.forgetAll(organization)
                + runs.forgetAll(organization)
                + budget.forgetAll(organization)
                + redescriptions.forgetAll(organization);
    return new VisitorData(
        interactions, vectors, archive, oldOnes, recordings, erased, beside, objects, json);
  }

  @Bean
  HandlingIdentity handlingIdentity(
      VisitorData data,
      Leases leases,
      Inbox inbox,
      Outbox outbox,
      PlatformTransactionManager transactions) {
    return new HandlingIdentity(
        data, leases, inbox, outbox, new TransactionTemplate(transactions), Clock.systemUTC());
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
