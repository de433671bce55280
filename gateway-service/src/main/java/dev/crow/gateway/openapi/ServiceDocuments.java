package dev.crow.gateway.openapi;

import dev.crow.gateway.route.Upstream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fetches the API description of a service. */
final class ServiceDocuments {

  private static final Logger log = LoggerFactory.getLogger(ServiceDocuments.class);

  private final RestClient client;

  ServiceDocuments(RestClient client) {
    this.client = client;
  }

  /**
   * @return the document, or empty if the service does not give one now
   */
  Optional<ObjectNode> of(Upstream service) {
    try {
      JsonNode document =
          client.get().uri(service.uri() + "/v3/api-docs").retrieve().body(JsonNode.class);
      return document instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (RestClientException e) {
      log.info("{} gives no API description: {}", service.name(), e.toString());
      return Optional.empty();
    }
  }
}
