package dev.crow.product.category;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class CategoryConfiguration {

  @Bean
  Categories categories(JdbcClient jdbc, Clock clock) {
    return new Categories(new CategoryStore(jdbc), clock);
  }
}
