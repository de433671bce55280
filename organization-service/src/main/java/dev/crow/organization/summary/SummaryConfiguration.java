package dev.crow.organization.summary;

import dev.crow.boot.BackgroundWork;
import dev.crow.contracts.Topics;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.contracts.product.v1.ProductChanged;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.StoreAway;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import dev.crow.organization.decision.Decisions;
import dev.crow.organization.knowledge.Knowledge;
import dev.crow.organization.record.Organizations;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class SummaryConfiguration {

  @Bean
  ConsumedTopics summaryTopics(EventTopics topics) {
    return topics.consumed(Topics.PRODUCT_EVENTS, Topics.ANALYTICS_QUEUE);
  }

  @Bean
  SummaryStore summaryStore(JdbcClient jdbc, Clock clock) {
    return new SummaryStore(jdbc, clock);
  }

  @Bean
  ProfileStore profileStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
    return new ProfileStore(jdbc, json, clock);
  }

  @Bean
  CatalogueFigures catalogueFigures(JdbcClient jdbc) {
    return new CatalogueFigures(jdbc);
  }

  @Bean
  VisitFigures visitFigures(JdbcClient jdbc, JsonMapper json) {
    return new VisitFigures(jdbc, json);
  }

  @Bean
  Summaries summaries(
      SummaryStore store,
      ProfileStore profiles,
      CatalogueFigures catalogue,
      VisitFigures visits,
      Knowledge knowledge,
      Decisions decisions,
      TransactionTemplate transaction) {
    return new Summaries(store, profiles, catalogue, visits, knowledge, decisions, transaction);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> productEventsListener(
      EventListeners listeners,
      CatalogueFigures catalogue,
      SummaryStore summaries,
      Inbox inbox,
      TransactionTemplate transaction) {
    OnceEach<ProductChanged> effects =
        new OnceEach<>(
            "context-products",
            ProductChanged::organizationId,
            inbox,
            transaction,
            new StoreAway(Set.of()));
    return listeners.gather(
        Topics.PRODUCT_EVENTS,
        ProductChanged.class,
        events ->
            effects.handle(
                events,
                event ->
                    effects.onceIfNews(
                        event,
                        catalogue::isNews,
                        change -> {
                          catalogue.put(change);
                          summaries.news(change.organizationId());
                        })));
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> visitsListener(
      EventListeners listeners,
      VisitFigures visits,
      SummaryStore summaries,
      Inbox inbox,
      TransactionTemplate transaction) {
    return listeners.gather(
        Topics.ANALYTICS_QUEUE,
        InteractionRecorded.class,
        new HandlingVisits(visits, summaries, inbox, transaction));
  }

  /** Makes summaries anew for as long as the service runs. */
  @Bean
  BackgroundWork contextSummarizing(
      SummaryStore store,
      ProfileStore profiles,
      CatalogueFigures catalogue,
      VisitFigures visits,
      Organizations organizations,
      Knowledge knowledge,
      TransactionTemplate transaction,
      SummaryProperties properties) {
    Summarizing summarizing =
        new Summarizing(
            store,
            profiles,
            new SummaryWriter(catalogue, visits),
            organizations,
            knowledge,
            transaction,
            properties);
    // An interruption would break the index's files open.
    return BackgroundWork.uninterrupted("context-summarizing", summarizing::step);
  }
}
