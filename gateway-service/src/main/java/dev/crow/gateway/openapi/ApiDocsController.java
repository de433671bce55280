package dev.crow.gateway.openapi;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.crow.gateway.route.RouteTable;
import dev.crow.gateway.route.Upstream;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Describes the whole public API at one address, to anybody. */
@RestController
class ApiDocsController {

  private static final Duration KEPT = Duration.ofSeconds(60);
  private static final Duration KEPT_INCOMPLETE = Duration.ofSeconds(5);

  private final LoadingCache<RouteTable, ObjectNode> document;
  private final RouteTable routes;

  ApiDocsController(RouteTable routes, ServiceDocuments services, JsonMapper json) {
    this.routes = routes;
    this.document =
        Caffeine.newBuilder()
            .expireAfter(Expiry.creating((RouteTable _, ObjectNode merged) -> kept(merged)))
            .build(table -> merge(table, services, json));
  }

  @GetMapping(
      path = {"/api/v1/openapi.json", "/v3/api-docs"},
      produces = MediaType.APPLICATION_JSON_VALUE)
  ObjectNode apiDocs() {
    return document.get(routes);
  }

  private static Duration kept(ObjectNode merged) {
    return merged.has(ApiMerger.UNAVAILABLE) ? KEPT_INCOMPLETE : KEPT;
  }

  private static ObjectNode merge(RouteTable routes, ServiceDocuments services, JsonMapper json) {
    ApiMerger merger = new ApiMerger(routes, json);
    for (Upstream service : routes.upstreams()) {
      services
          .of(service)
          .ifPresentOrElse(d -> merger.add(service, d), () -> merger.addUnavailable(service));
    }
    return merger.document();
  }
}
