package dev.crow.product;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A shop on the loopback whose pages a test writes. */
final class TestShop implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  TestShop() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    String page = pages.get(path);
    byte[] body = (page == null ? "gone" : page).getBytes(StandardCharsets.UTF_8);
    String type = path.endsWith(".xml") ? "application/xml" : "text/html; charset=utf-8";
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(page == null ? 404 : 200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url(String path) {
    return "http://" + host() + path;
  }

  void page(String path, String content) {
    pages.put(path, content);
  }

  void remove(String path) {
    pages.remove(path);
  }

  void clear() {
    pages.clear();
    asked.clear();
  }

  List<String> asked() {
    return asked;
  }

  void product(String path, String id, String name, String price) {
    page(
        path,
        """
        <title>%s</title><article data-crow-product="%s"><h1>%s</h1></article>
        <script type="application/ld+json">{"@context":"https://schema.org","@type":"Product",
        "name":"%s","sku":"SKU-%s","category":"Shoes > Boots","image":"/img/%s.jpg",
        "offers":{"@type":"Offer","price":"%s","priceCurrency":"EUR",
        "availability":"https://schema.org/InStock"}}</script>"""
            .formatted(name, id, name, name, id, id, price));
  }

  void sitemap(String... paths) {
    StringBuilder xml = new StringBuilder("<urlset>");
    for (String path : paths) {
      xml.append("<url><loc>")
          .append(path.startsWith("/") ? url(path) : path)
          .append("</loc></url>");
    }
    page("/sitemap.xml", xml.append("</urlset>").toString());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
