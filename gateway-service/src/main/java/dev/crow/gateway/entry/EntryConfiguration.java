package dev.crow.gateway.entry;

import dev.crow.gateway.audit.RefusedCallers;
import dev.crow.gateway.client.ClientAddresses;
import dev.crow.gateway.client.ClientProperties;
import dev.crow.gateway.cors.Origins;
import dev.crow.gateway.cors.Preflights;
import dev.crow.gateway.credential.CredentialExchange;
import dev.crow.gateway.csrf.ForgeryGuard;
import dev.crow.gateway.forward.Forwarding;
import dev.crow.gateway.forward.HeldBody;
import dev.crow.gateway.limit.RateLimiter;
import dev.crow.gateway.route.GatewayProperties;
import dev.crow.gateway.route.Route;
import dev.crow.gateway.route.RouteTable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class EntryConfiguration {

  private static final int AFTER_REQUEST_ID = Ordered.HIGHEST_PRECEDENCE + 10;

  @Bean
  Desk desk(
      Origins origins,
      ClientAddresses addresses,
      CredentialExchange credentials,
      ForgeryGuard forgery,
      RateLimiter limiter,
      RefusedCallers refused,
      GatewayProperties properties) {
    HeldBody bodies =
        new HeldBody(properties.bodyTimeout(), properties.maxBody(), properties.maxKeySearches());
    return new Desk(
        origins, addresses, credentials, forgery, limiter, refused, bodies, properties.maxBody());
  }

  @Bean
  RouterFunction<ServerResponse> gatewayRoutes(
      RouteTable table, Desk desk, JsonMapper json, Forwarding forwarding) {
    return table.routes().stream()
        .map(
            route ->
                gatewayRoute(
                    route, new AdmissionFilter(new Admission(route, desk), json), forwarding))
        .reduce(RouterFunction::and)
        .orElseThrow();
  }

  private static RouterFunction<ServerResponse> gatewayRoute(
      Route route, AdmissionFilter admission, Forwarding forwarding) {
    return GatewayRouterFunctions.route(route.id())
        .route(request -> route.carries(request.requestPath().pathWithinApplication()), forwarding)
        .filter(admission)
        .build();
  }

  @Bean
  FilterRegistrationBean<EdgeFilter> edgeFilter(
      Preflights preflights, ClientProperties client, JsonMapper json) {
    FilterRegistrationBean<EdgeFilter> registration =
        new FilterRegistrationBean<>(new EdgeFilter(preflights, client, json));
    registration.setOrder(AFTER_REQUEST_ID);
    return registration;
  }

  /** Behind the edge, which answers by itself and at once. */
  @Bean
  FilterRegistrationBean<Ceiling> ceiling(GatewayProperties properties, JsonMapper json) {
    FilterRegistrationBean<Ceiling> registration =
        new FilterRegistrationBean<>(
            new Ceiling(properties.maxRequests(), properties.maxStreams(), json));
    registration.setOrder(AFTER_REQUEST_ID + 1);
    return registration;
  }

  @Bean
  WebMvcConfigurer publicDoor(ClientAddresses addresses, RateLimiter limiter, JsonMapper json) {
    PublicDoor door = new PublicDoor(addresses, limiter, json);
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(door);
      }
    };
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> securityHeaders(
      ClientProperties client) {
    return tomcat -> tomcat.addEngineValves(new SecurityHeadersValve(client.strictTransport()));
  }

  /**
   * The usual one, but without a regular expression per header. Spring Security takes its default
   * where it finds two, so this one goes before crow-security's.
   */
  @Bean
  @Primary
  HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedHeaderNames(HeaderText::isName);
    firewall.setAllowedHeaderValues(HeaderText::isValue);
    return firewall;
  }

  /** No filters: admission is decided per route. The firewall in front of the chain remains. */
  @Bean
  SecurityFilterChain firewallOnly() {
    return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE);
  }

  /** A client that waits for {@code 100 Continue} hears a refusal before it sends its body. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> continueOnRead() {
    return tomcat ->
        tomcat.addConnectorCustomizers(
            connector -> connector.setProperty("continueResponseTiming", "onRead"));
  }
}
