package dev.crow.gateway.route;

import dev.crow.contracts.Services;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Every public path of the suite. What is not here does not exist outside. */
@Component
public final class RouteTable {

  private final List<Route> routes;

  RouteTable(GatewayProperties properties) {
    Upstream webIngest = new Upstream(Services.WEB_INGEST, properties.webIngestUri());
    Upstream interaction = new Upstream(Services.INTERACTION, properties.interactionUri());
    this.routes =
        List.of(
            route("ingest", RouteClass.INGEST, webIngest, "/api/v1/ingest/**"),
            // The dialect of the published website-hook SDK.
            route(
                "ingest-sdk",
                RouteClass.INGEST,
                webIngest,
                "/session/start",
                "/session/end",
                "/track",
                "/batch",
                "/replay/batch",
                "/api/v1/sessions",
                "/api/v1/sessions/end",
                "/api/v1/track",
                "/api/v1/batch"),
            route("ledger", RouteClass.READ, webIngest, "/api/v1/ledger/**", "/api/v1/receipts/**"),
            route("interactions", RouteClass.READ, interaction, "/api/v1/interactions/**"));
  }

  /**
   * @return all routes; no path is carried by two of them
   */
  public List<Route> routes() {
    return routes;
  }

  /**
   * @return each service behind the gateway once
   */
  public List<Upstream> upstreams() {
    return routes.stream().map(Route::upstream).distinct().toList();
  }

  /**
   * @param path as it stands in the request line
   * @return its route, or empty if the path does not exist
   */
  public Optional<Route> find(String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return routes.stream().filter(route -> route.carries(parsed)).findFirst();
  }

  private static Route route(String id, RouteClass kind, Upstream upstream, String... paths) {
    List<PathPattern> patterns =
        Arrays.stream(paths).map(PathPatternParser.defaultInstance::parse).toList();
    return new Route(id, kind, upstream, patterns);
  }
}
