package dev.crow.gateway.shop;

import dev.crow.gateway.site.SiteFiles;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /demo} is the shop. Crawlers look for {@code /robots.txt} at the root of a site only, so
 * the shop's is there too. Like the SDK not limited by address: the answer costs its bytes.
 */
@Configuration(proxyBeanMethods = false)
class DemoShopConfiguration {

  @Bean
  RouterFunction<ServerResponse> demoShopPages(DemoShopProperties properties, JsonMapper json) {
    SiteFiles files = SiteFiles.of("crow-demo-shop");
    DemoShop shop = new DemoShop(files, properties, json);
    return RouterFunctions.route(
            reads(DemoShop.BASE).and(_ -> shop.isOpen()),
            _ ->
                ServerResponse.status(HttpStatus.FOUND)
                    .location(URI.create(DemoShop.BASE + "/"))
                    .build())
        .andRoute(
            reads(DemoShop.BASE).or(reads(DemoShop.BASE + "/**")),
            request -> answer(shop, pathOf(request)))
        .andRoute(reads("/robots.txt").and(_ -> shop.isOpen()), _ -> answer(shop, "robots.txt"));
  }

  private static RequestPredicate reads(String path) {
    return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD)
        .and(RequestPredicates.path(path));
  }

  private static String pathOf(ServerRequest request) {
    String path = request.requestPath().pathWithinApplication().value();
    return path.length() > DemoShop.BASE.length() ? path.substring(DemoShop.BASE.length() + 1) : "";
  }

  /** The headers of every answer are set already; a policy must replace theirs, not join it. */
  private static ServerResponse answer(DemoShop shop, String path) {
    return ServerResponse.ok()
        .build(
            (request, response) -> {
              shop.serve(path, request, response);
              return null;
            });
  }
}
