package dev.crow.gateway.site;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.function.UnaryOperator;
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
 * A client whose one page shows what its address says, so every address below its own that is no
 * file's answers with that page. Like the SDK not limited by address: the answer costs its bytes.
 */
final class OnePageSite {

  private static final String PAGE = "index.html";

  private final String base;
  private final SiteFiles files;
  private final SiteAnswer answer;
  private final JsonMapper json;

  /**
   * @param base where it stands, such as {@code /dashboard}
   * @param name of its files, such as {@code crow-dashboard}
   */
  OnePageSite(String base, String name, JsonMapper json) {
    this.base = base;
    this.files = SiteFiles.of(name);
    this.answer = new SiteAnswer(files);
    this.json = json;
  }

  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route(
            reads(base),
            _ -> ServerResponse.status(HttpStatus.FOUND).location(URI.create(base + "/")).build())
        .andRoute(reads(base + "/**"), this::answer);
  }

  private static RequestPredicate reads(String path) {
    return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD)
        .and(RequestPredicates.path(path));
  }

  /** The headers of every answer are set already; a policy must replace theirs, not join it. */
  private ServerResponse answer(ServerRequest asked) {
    String path = asked.requestPath().pathWithinApplication().value().substring(base.length() + 1);
    return ServerResponse.ok()
        .build(
            (request, response) -> {
              serve(path, request, response);
              return null;
            });
  }

  private void serve(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (files.isEmpty()) {
      refuse("This build holds no clients: there was no npm when it was built.", request, response);
    } else if (path.startsWith("assets/") && files.find(path).isEmpty()) {
      // Of another release. A page in the place of a script would be kept as one.
      refuse("This file belongs to another release; load the page again.", request, response);
    } else {
      SiteFile file = files.find(path).orElseGet(() -> files.require(PAGE));
      answer.write(file, HttpStatus.OK.value(), UnaryOperator.identity(), request, response);
    }
  }

  private void refuse(String why, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problems.write(new ApiException(ErrorCode.NOT_FOUND, why), request, response, json);
  }
}
