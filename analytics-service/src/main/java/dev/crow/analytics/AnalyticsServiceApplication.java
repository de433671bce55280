package dev.crow.analytics;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Counts what organizations use and what their visitors do, and bills for it. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AnalyticsServiceApplication {

  /**
   * @param args Spring Boot arguments
   */
  public static void main(String[] args) {
    new SpringApplicationBuilder(AnalyticsServiceApplication.class)
        .properties("spring.config.name=analytics-service")
        .run(args);
  }
}
