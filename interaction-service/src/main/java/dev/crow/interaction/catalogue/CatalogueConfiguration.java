package dev.crow.interaction.catalogue;

import dev.crow.contracts.Topics;
import dev.crow.contracts.product.v1.ProductChanged;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.StoreAway;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventListeners;
import dev.crow.events.kafka.EventTopics;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {

  @Bean
  ConsumedTopics catalogueTopics(EventTopics topics) {
    return topics.consumed(Topics.PRODUCT_EVENTS);
  }

  @Bean
  KnownProducts knownProducts(JdbcClient jdbc, JsonMapper json) {
    return new KnownProducts(jdbc, json);
  }

  @Bean
  ProductResolver productResolver(KnownProducts products) {
    return new ProductResolver(products);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> productEventsListener(
      EventListeners listeners,
      KnownProducts products,
      Inbox inbox,
      PlatformTransactionManager transactions) {
    OnceEach<ProductChanged> effects =
        new OnceEach<>(
            "known-products",
            ProductChanged::organizationId,
            inbox,
            new TransactionTemplate(transactions),
            new StoreAway(Set.of()));
    return listeners.listen(
        Topics.PRODUCT_EVENTS,
        ProductChanged.class,
        events ->
            effects.handle(
                events, event -> effects.onceIfNews(event, products::isNews, products::put)));
  }
}
