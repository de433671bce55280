package dev.crow.interaction;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Turns closed sessions into described, searchable interactions. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class InteractionServiceApplication {

  /**
   * @param args Spring Boot arguments
   */
  public static void main(String[] args) {
    new SpringApplicationBuilder(InteractionServiceApplication.class)
        .properties("spring.config.name=interaction-service")
        .run(args);
  }
}
