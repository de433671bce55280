package dev.crow.pattern;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Finds patterns in interactions, by day, week, month, year and over all time. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PatternServiceApplication {

  /**
   * @param args Spring Boot arguments
   */
  public static void main(String[] args) {
    new SpringApplicationBuilder(PatternServiceApplication.class)
        .properties("spring.config.name=pattern-service")
        .run(args);
  }
}
