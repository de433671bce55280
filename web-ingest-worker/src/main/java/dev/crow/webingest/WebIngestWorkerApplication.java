package dev.crow.webingest;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Accepts web events durably and turns them into sessions. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class WebIngestWorkerApplication {

  /**
   * @param args Spring Boot arguments
   */
  public static void main(String[] args) {
    new SpringApplicationBuilder(WebIngestWorkerApplication.class)
        .properties("spring.config.name=web-ingest-worker")
        .run(args);
  }
}
