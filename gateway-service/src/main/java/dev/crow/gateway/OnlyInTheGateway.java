package dev.crow.gateway;

import dev.crow.boot.LeftOutUnlessWanted;

/**
 * Keeps Spring Cloud Gateway out of the other services. Its own switch ({@code
 * spring.cloud.gateway.server.webmvc.enabled}) leaves parts of it in.
 */
final class OnlyInTheGateway extends LeftOutUnlessWanted {

  OnlyInTheGateway() {
    super(
        environment -> "gateway-service".equals(environment.getProperty("spring.application.name")),
        "org.springframework.cloud.gateway.");
  }
}
