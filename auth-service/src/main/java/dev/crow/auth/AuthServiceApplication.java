package dev.crow.auth;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/**
 * Knows organizations and their API keys, and turns a key into the token services show each other.
 * Only the suite's own services talk to it.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class AuthServiceApplication {

  /**
   * @param args Spring Boot's command line
   */
  public static void main(String[] args) {
    new SpringApplicationBuilder(AuthServiceApplication.class)
        .properties("spring.config.name=auth-service")
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
                .title("CROW auth-service")
                .version("v1")
                .description("Organizations, API keys and internal tokens. For services only."));
  }
}
