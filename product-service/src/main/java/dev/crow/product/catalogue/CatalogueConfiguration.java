package dev.crow.product.catalogue;

import dev.crow.contracts.Topics;
import dev.crow.events.Outbox;
import dev.crow.events.kafka.ConsumedTopics;
import dev.crow.events.kafka.EventTopics;
import dev.crow.exporting.ExportSource;
import dev.crow.product.category.Categories;
import jakarta.validation.Validator;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {

  @Bean
  ConsumedTopics catalogueTopics(EventTopics topics) {
    return topics.consumed(Topics.PRODUCT_EVENTS);
  }

  @Bean
  HistoryStore historyStore(JdbcClient jdbc, JsonMapper json) {
    return new HistoryStore(jdbc, json);
  }

  @Bean
  ProductStore productStore(JdbcClient jdbc, JsonMapper json, HistoryStore history) {
    return new ProductStore(jdbc, json, history);
  }

  @Bean
  Catalogue catalogue(ProductStore store, Categories categories, Outbox outbox, Clock clock) {
    return new Catalogue(store, categories, outbox, clock);
  }

  @Bean
  ExportSource productExport(Catalogue catalogue) {
    return new ProductExport(catalogue);
  }

  @Bean
  ProductRules productRules(Validator validator) {
    return new ProductRules(validator);
  }

  @Bean
  ContentPatch contentPatch(JsonMapper json) {
    return new ContentPatch(json);
  }

  @Bean
  Products products(
      Catalogue catalogue,
      ProductRules rules,
      ContentPatch patches,
      JsonMapper json,
      TransactionTemplate transaction) {
    return new Products(catalogue, rules, patches, json, transaction);
  }
}
