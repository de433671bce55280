package dev.crow.product.discovery;

import dev.crow.fetch.FetchProperties;
import dev.crow.fetch.Fetcher;
import dev.crow.product.catalogue.Catalogue;
import dev.crow.product.catalogue.ProductRules;
import dev.crow.product.category.Categories;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class DiscoveryConfiguration {

  @Bean
  Discovering discovering(
      Fetcher fetcher,
      BrowserProperties browser,
      FetchProperties limits,
      Catalogue catalogue,
      Categories categories,
      ProductRules rules,
      TransactionTemplate transaction,
      DiscoveryProperties properties,
      JsonMapper json,
      Clock clock) {
    return new Discovering(
        fetcher,
        new Browser(browser, limits),
        new DiscoveredProducts(catalogue, categories, rules, clock),
        catalogue,
        transaction,
        properties,
        json,
        clock);
  }
}
