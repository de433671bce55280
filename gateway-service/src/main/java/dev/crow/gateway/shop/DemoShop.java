package dev.crow.gateway.shop;

import dev.crow.gateway.site.SiteAnswer;
import dev.crow.gateway.site.SiteFile;
import dev.crow.gateway.site.SiteFiles;
import dev.crow.gateway.site.SiteOrigin;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Answers for {@code /demo}. */
final class DemoShop {

  static final String BASE = "/demo";

  /** What the build wrote in the place of the site's address and of the key. */
  private static final String ORIGIN = "https://crow-demo-shop.invalid";

  private static final String KEY = "CROW_WRITE_KEY";

  private final SiteFiles files;
  private final WriteKey key;
  private final SiteAnswer answer;
  private final SiteOrigin origin;
  private final JsonMapper json;

  DemoShop(SiteFiles files, DemoShopProperties properties, JsonMapper json) {
    this.files = files;
    this.key = new WriteKey(properties);
    this.answer = new SiteAnswer(files);
    this.origin = new SiteOrigin(properties.origin());
    this.json = json;
  }

  boolean isOpen() {
    return !files.isEmpty() && key.value().isPresent();
  }

  /**
   * @param path below {@code /demo/}
   */
  void serve(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<String> value = key.value();
    if (files.isEmpty() || value.isEmpty()) {
      Problems.write(new ApiException(ErrorCode.NOT_FOUND, whyClosed()), request, response, json);
      return;
    }
    Optional<SiteFile> found = files.find(path);
    boolean slash = path.length() > 1 && path.endsWith("/");
    if (slash && files.find(path.substring(0, path.length() - 1)).isPresent()) {
      // A page has one address, or caches and analyses see two.
      response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
      response.setHeader("Location", BASE + "/" + path.substring(0, path.length() - 1));
      return;
    }
    String own = origin.of(request);
    answer.write(
        found.orElseGet(() -> files.require("404.html")),
        found.isPresent() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NOT_FOUND,
        text -> text.replace(ORIGIN, own).replace(KEY, value.get()),
        request,
        response);
  }

  private String whyClosed() {
    return files.isEmpty()
        ? "This build holds no demo shop: there was no npm when it was built."
        : "The demo shop is open where crow.gateway.demo-shop.write-key says whose it is.";
  }
}
