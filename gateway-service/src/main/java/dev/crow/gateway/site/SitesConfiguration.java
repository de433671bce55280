package dev.crow.gateway.site;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Where each of the clients stands. */
@Configuration(proxyBeanMethods = false)
class SitesConfiguration {

  @Bean
  RouterFunction<ServerResponse> dashboardPages(JsonMapper json) {
    return new OnePageSite("/dashboard", "crow-dashboard", json).routes();
  }
}
