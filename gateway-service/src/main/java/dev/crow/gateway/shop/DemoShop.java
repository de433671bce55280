package dev.crow.gateway.shop;

import dev.crow.gateway.site.SiteAnswer;
import dev.crow.gateway.site.SiteFile;
import dev.crow.gateway.site.SiteFiles;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Answers for {@code /demo}. */
final class DemoShop {

  static final String BASE = "/demo";

  /** What the build wrote in the place of the site's address and of the key. */
  private static final String ORIGIN = "https://crow-demo-shop.invalid";

  private static final String KEY = "CROW_WRITE_KEY";

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

  private final SiteFiles files;
  private final WriteKey key;
  private final SiteAnswer answer;
  private final @Nullable String origin;
  private final JsonMapper json;

  DemoShop(SiteFiles files, DemoShopProperties properties, JsonMapper json) {
    this.files = files;
    this.key = new WriteKey(properties);
    this.answer = new SiteAnswer(files);
    this.origin = properties.origin();
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
    String own = originOf(request);
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

  private String originOf(HttpServletRequest request) {
    if (origin != null) {
      return origin;
    }
    String host = request.getServerName();
    if (!HOST.matcher(host).matches()) {
      throw new ApiException(ErrorCode.MISDIRECTED, "The gateway does not answer to this name.");
    }
    int port = request.getServerPort();
    boolean usual = port == (request.isSecure() ? 443 : 80);
    return (request.isSecure() ? "https://" : "http://") + host + (usual ? "" : ":" + port);
  }
}
