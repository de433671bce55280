package dev.crow.gateway.openapi;

import dev.crow.cache.Cache;
import dev.crow.cache.CacheCodec;
import dev.crow.cache.CacheKey;
import dev.crow.cache.CacheSettings;
import dev.crow.cache.Caches;
import dev.crow.gateway.route.RouteTable;
import dev.crow.gateway.route.Upstream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
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
  private static final CacheKey MERGED = CacheKey.beforeOrganization("merged");

  private final Cache<Document> documents;
  private final RouteTable routes;
  private final ServiceDocuments services;
  private final JsonMapper json;

  ApiDocsController(RouteTable routes, ServiceDocuments services, JsonMapper json, Caches caches) {
    this.routes = routes;
    this.services = services;
    this.json = json;
    this.documents =
        caches.create(
            new CacheSettings<>(
                "api-docs",
                KEPT,
                Duration.ZERO,
                document -> document.complete() ? KEPT : KEPT_INCOMPLETE,
                1),
            CacheCodec.json(json, Document.class));
  }

  @GetMapping(
      path = {"/api/v1/openapi.json", "/v3/api-docs"},
      produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] apiDocs() {
    return documents.get(MERGED, () -> Optional.of(merge())).orElseThrow().utf8();
  }

  private Document merge() {
    ApiMerger merger = new ApiMerger(routes, json);
    for (Upstream service : routes.upstreams()) {
      services
          .of(service)
          .ifPresentOrElse(d -> merger.add(service, d), () -> merger.addUnavailable(service));
    }
    ObjectNode merged = merger.document();
    return new Document(merged.toString(), !merged.has(ApiMerger.UNAVAILABLE));
  }

  /**
   * The merged descriptions.
   *
   * @param json as it is served
   * @param complete whether every service gave its own
   */
  record Document(String json, boolean complete) {

    byte[] utf8() {
      return json.getBytes(StandardCharsets.UTF_8);
    }
  }
}
