package dev.crow.notification;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Tells people and their programs what happened. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
public class NotificationServiceApplication {

  /**
   * @param args Spring Boot's command line
   */
  public static void main(String[] args) {
    new SpringApplicationBuilder(NotificationServiceApplication.class)
        .properties("spring.config.name=notification-service")
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
                .title("CROW notification-service")
                .version("v1")
                .description("Notifications, rules and webhooks."));
  }
}
