package dev.crow.user;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Knows the people of each organization: profiles, permissions, preferences, pictures. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class UserServiceApplication {

  /**
   * @param args Spring Boot's command line
   */
  public static void main(String[] args) {
    new SpringApplicationBuilder(UserServiceApplication.class)
        .properties("spring.config.name=user-service")
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
                .title("CROW user-service")
                .version("v1")
                .description("People of an organization, what they may do and what they prefer."));
  }
}
