package dev.crow.gateway.site;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** A site of many pages, each of them whole HTML, with a page of its own for what is not there. */
final class PagesSite {

  private static final String MISSING = "404.html";

  private final String base;
  private final SiteFiles files;
  private final SiteAnswer answer;
  private final Filling filling;
  private final JsonMapper json;

  /**
   * @param base where it stands, such as {@code /docs}; empty for the root
   * @param name of its files, such as {@code crow-docs}
   */
  PagesSite(String base, String name, Filling filling, JsonMapper json) {
    this.base = base;
    this.files = SiteFiles.of(name);
    this.answer = new SiteAnswer(files);
    this.filling = filling;
    this.json = json;
  }

  /** All addresses below the site's own. */
  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route(
            OnePageSite.reads(base),
            _ -> ServerResponse.status(HttpStatus.FOUND).location(URI.create(base + "/")).build())
        .andRoute(OnePageSite.reads(base + "/**"), this::answer);
  }

  /** Only addresses where something is. */
  RouterFunction<ServerResponse> routesOfPages() {
    return RouterFunctions.route(
        OnePageSite.reads(base + "/**").and(request -> find(pathOf(request)).isPresent()),
        this::answer);
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  void writeMissing(HttpServletRequest request, HttpServletResponse response) throws IOException {
    write(files.require(MISSING), HttpStatus.NOT_FOUND, request, response);
  }

  private String pathOf(ServerRequest request) {
    return request.requestPath().pathWithinApplication().value().substring(base.length() + 1);
  }

  /** A page has one address: not also that with its ending. */
  private Optional<SiteFile> find(String path) {
    return path.endsWith(".html") || path.equals("index") || path.equals("404")
        ? Optional.empty()
        : files.find(path);
  }

  /** The headers of every answer are set already; a policy must replace theirs, not join it. */
  private ServerResponse answer(ServerRequest asked) {
    String path = pathOf(asked);
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
      Problems.write(
          new ApiException(
              ErrorCode.NOT_FOUND,
              "This build holds no pages: there was no npm when it was built."),
          request,
          response,
          json);
      return;
    }
    Optional<SiteFile> found = find(path);
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : "";
    if (!bare.isEmpty() && find(bare).isPresent()) {
      response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
      response.setHeader("Location", base + "/" + bare);
    } else if (found.isPresent()) {
      write(found.get(), HttpStatus.OK, request, response);
    } else {
      writeMissing(request, response);
    }
  }

  private void write(
      SiteFile file, HttpStatus status, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer.write(file, status.value(), filling.of(request), request, response);
  }
}
