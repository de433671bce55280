package dev.crow.gateway.site;

import java.util.ArrayList;
import java.util.List;
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

  @Bean
  RouterFunction<ServerResponse> authPages(JsonMapper json) {
    return new OnePageSite("/auth", "crow-auth", json).routes();
  }

  @Bean
  Filling filling(
      SiteProperties site, PricingProperties prices, List<SiteFact> others, JsonMapper json) {
    Pricing pricing = new Pricing(prices, json);
    List<SiteFact> facts = new ArrayList<>(others);
    facts.addAll(pricing.facts());
    return new Filling(new SiteOrigin(site.origin()), pricing, facts);
  }

  @Bean
  RouterFunction<ServerResponse> docsPages(Filling filling, JsonMapper json) {
    return new PagesSite("/docs", "crow-docs", filling, json).routes();
  }

  @Bean
  PagesSite landingSite(Filling filling, JsonMapper json) {
    return new PagesSite("", "crow-landing", filling, json);
  }

  @Bean
  RouterFunction<ServerResponse> landingPages(PagesSite landingSite) {
    return landingSite.routesOfPages();
  }

  @Bean
  MissingPage missingPage(PagesSite landingSite) {
    return new MissingPage(landingSite);
  }
}
