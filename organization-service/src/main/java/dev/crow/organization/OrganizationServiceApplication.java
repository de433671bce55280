package dev.crow.organization;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/**
 * Keeps organizations, what is known of them and their audit logs, and runs the erasure and export
 * of personal data.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class OrganizationServiceApplication {

  /**
   * @param args Spring Boot's command line
   */
  public static void main(String[] args) {
    new SpringApplicationBuilder(OrganizationServiceApplication.class)
        .properties("spring.config.name=organization-service")
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
                .title("CROW organization-service")
                .version("v1")
                .description(
                    "Organizations and what is known of them, audit logs, erasure and export of"
                        + " personal data."));
  }
}
