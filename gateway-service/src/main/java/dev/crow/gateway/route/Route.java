package dev.crow.gateway.route;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Paths that go to one service, unchanged.
 *
 * @param id unique among the routes
 * @param kind what traffic it carries
 * @param policy whom it lets in
 * @param upstream who answers
 * @param paths any of which has to match
 * @param maxBody largest body that is announced, if not the gateway's own; or null
 */
public record Route(
    String id,
    RouteClass kind,
    RoutePolicy policy,
    Upstream upstream,
    List<PathPattern> paths,
    @Nullable DataSize maxBody) {

  /** Copies the paths. */
  public Route {
    paths = List.copyOf(paths);
  }

  /**
   * @param path of a request
   * @return whether this route carries it
   */
  public boolean carries(PathContainer path) {
    for (PathPattern pattern : paths) {
      if (pattern.matches(path)) {
        return true;
      }
    }
    return false;
  }
}
