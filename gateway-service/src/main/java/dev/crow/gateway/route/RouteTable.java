package dev.crow.gateway.route;

import dev.crow.contracts.Services;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Every public path of the suite. What is not here does not exist outside. */
@Component
public final class RouteTable {

  private static final DataSize LARGEST_FILE = DataSize.ofMegabytes(10);

  private final List<Route> routes;

  RouteTable(GatewayProperties properties) {
    Upstream auth = new Upstream(Services.AUTH, properties.authUri());
    Upstream user = new Upstream(Services.USER, properties.userUri());
    Upstream organization = new Upstream(Services.ORGANIZATION, properties.organizationUri());
    Upstream product = new Upstream(Services.PRODUCT, properties.productUri());
    Upstream webIngest = new Upstream(Services.WEB_INGEST, properties.webIngestUri());
    Upstream interaction = new Upstream(Services.INTERACTION, properties.interactionUri());
    Upstream pattern = new Upstream(Services.PATTERN, properties.patternUri());
    Upstream notification = new Upstream(Services.NOTIFICATION, properties.notificationUri());
    Upstream analytics = new Upstream(Services.ANALYTICS, properties.analyticsUri());
    this.routes =
        List.of(
            known("ingest", RouteClass.INGEST, webIngest, "/api/v1/ingest/**"),
            // The dialect of the published website-hook SDK.
            known(
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
            // The dialects of Segment's and PostHog's libraries.
            new Route(
                "ingest-foreign",
                RouteClass.INGEST,
                RoutePolicy.KEY_INSIDE,
                webIngest,
                patterns("/v1/**", "/segment/v1/**", "/posthog/**"),
                null),
            known(
                "ingestion",
                RouteClass.API,
                webIngest,
                "/api/v1/ingestion/**",
                "/api/v1/schemas/**",
                "/api/v1/live"),
            known("ledger", RouteClass.API, webIngest, "/api/v1/ledger/**", "/api/v1/receipts/**"),
            known("interactions", RouteClass.API, interaction, "/api/v1/interactions/**"),
            // Files of products, for which the service has its own limit.
            new Route(
                "product-imports",
                RouteClass.API,
                RoutePolicy.CREDENTIAL,
                product,
                patterns("/api/v1/products/imports"),
                LARGEST_FILE),
            known("products", RouteClass.API, product, "/api/v1/products/**"),
            known(
                "patterns", RouteClass.API, pattern, "/api/v1/patterns/**", "/api/v1/insights/**"),
            known(
                "notifications",
                RouteClass.API,
                notification,
                "/api/v1/notifications/**",
                "/api/v1/webhooks/**"),
            known(
                "analytics",
                RouteClass.API,
                analytics,
                "/api/v1/analytics/**",
                "/api/v1/billing/**"),
            // Before the other paths of auth-service, which need a session.
            anybody(
                "auth-public",
                auth,
                "/api/v1/auth/sign-up/email",
                "/api/v1/auth/sign-in/email",
                "/api/v1/auth/sign-in/passkey",
                "/api/v1/auth/sign-in/passkey/options",
                "/api/v1/auth/verify-email",
                "/api/v1/auth/request-password-reset",
                "/api/v1/auth/reset-password",
                "/api/v1/auth/resend-verification",
                "/api/v1/auth/invitations/preview"),
            known("auth", RouteClass.API, auth, "/api/v1/auth/**"),
            known("users", RouteClass.API, user, "/api/v1/users/**"),
            // Files of documents, for which the service has its own limit.
            new Route(
                "context-documents",
                RouteClass.API,
                RoutePolicy.CREDENTIAL,
                organization,
                patterns("/api/v1/organizations/context/documents/*/versions/*/content"),
                LARGEST_FILE),
            known(
                "organizations",
                RouteClass.API,
                organization,
                "/api/v1/organizations/**",
                "/api/v1/audit/**",
                "/api/v1/erasures/**",
                "/api/v1/exports/personal/**"),
            // Behind those on persons, which have a service of their own.
            known("exports", RouteClass.API, analytics, "/api/v1/exports/**"));
  }

  /**
   * @return all routes; where two carry a path, the first one does
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

  private static Route known(String id, RouteClass kind, Upstream upstream, String... paths) {
    return new Route(id, kind, RoutePolicy.CREDENTIAL, upstream, patterns(paths), null);
  }

  private static Route anybody(String id, Upstream upstream, String... paths) {
    return new Route(id, RouteClass.AUTH, RoutePolicy.PUBLIC, upstream, patterns(paths), null);
  }

  private static List<PathPattern> patterns(String... paths) {
    return Arrays.stream(paths).map(PathPatternParser.defaultInstance::parse).toList();
  }
}
