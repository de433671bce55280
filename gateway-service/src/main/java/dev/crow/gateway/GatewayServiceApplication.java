package dev.crow.gateway;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The suite's only way in: checks credentials and limits, then streams to the right service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayServiceApplication {

  /**
   * @param args Spring Boot arguments
   */
  public static void main(String[] args) {
    new SpringApplicationBuilder(GatewayServiceApplication.class)
        .properties("spring.config.name=gateway-service")
        .run(args);
  }
}
