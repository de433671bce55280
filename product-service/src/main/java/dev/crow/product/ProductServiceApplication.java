package dev.crow.product;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Keeps catalogues: products, imports, discovery from websites, search. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class ProductServiceApplication {

  /**
   * @param args Spring Boot's command line
   */
  public static void main(String[] args) {
    new SpringApplicationBuilder(ProductServiceApplication.class)
        .properties("spring.config.name=product-service")
        .run(args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("CROW product-service")
                .version("v1")
                .description("Products, categories, imports and discovery from websites."));
  }
}
