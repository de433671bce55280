package dev.crow.product.discovery;

import dev.crow.fetch.Fetched;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads pages: first JSON-LD, then microdata, then Open Graph, each filling in what the one before
 * did not say. Scripts are never run, and nothing on a page is more than data.
 */
final class PageReader {

  private static final int DEEPEST = 256;
  private static final int MOST_LINKS = 2000;
  private static final String[] FILLED = {
    "name", "description", "brand", "sku", "gtin", "image", "offers", "category", "productID"
  };

  private final JsonMapper json;

  PageReader(JsonMapper json) {
    this.json = json;
  }

  Page read(Fetched fetched) {
    Document document = parse(fetched);
    URI base = base(fetched.uri(), document);
    URI own = canonical(fetched.uri(), base, document);
    SchemaNodes nodes = new SchemaNodes(json);
    for (Element block : document.select("script[type=application/ld+json]")) {
      boolean _ = nodes.addJson(block.data());
    }
    List<ObjectNode> said = products(nodes);
    SchemaNodes marked = new SchemaNodes(json);
    marked.add(new Microdata(json).read(document), 0);
    List<ObjectNode> inMarkup = products(marked);
    ObjectNode graph = OpenGraph.read(document, json);
    if (said.isEmpty() && !inMarkup.isEmpty()) {
      nodes.add(new Microdata(json).read(document), 0);
      said = inMarkup;
    }
    if (said.isEmpty() && graph != null) {
      said = List.of(graph);
    } else if (said.size() == 1) {
      if (inMarkup.size() == 1) {
        fill(said.getFirst(), inMarkup.getFirst());
      }
      if (graph != null) {
        fill(said.getFirst(), graph);
      }
    }
    return new Page(
        own.toString(), found(said, nodes, document, own), links(base, fetched.uri(), document));
  }

  private static Document parse(Fetched fetched) {
    try {
      Parser parser = Parser.htmlParser().setMaxDepth(DEEPEST);
      return Jsoup.parse(
          new ByteArrayInputStream(fetched.body()),
          fetched.charset() == null ? null : fetched.charset().name(),
          fetched.uri().toString(),
          parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI base(URI page, Document document) {
    Element base = document.selectFirst("base[href]");
    try {
      return base == null ? page : page.resolve(base.attr("href").strip());
    } catch (IllegalArgumentException e) {
      return page;
    }
  }

  private static URI canonical(URI page, URI base, Document document) {
    Element link = document.selectFirst("link[rel=canonical][href]");
    String plain = link == null ? null : PageUrls.within(base, link.attr("href"));
    if (plain == null || !PageUrls.sameHost(page, URI.create(plain))) {
      plain = PageUrls.within(page, page.toString());
    }
    return plain == null ? page : URI.create(plain);
  }

  /** Products and groups of them; what is inside another one is only a part of it. */
  private static List<ObjectNode> products(SchemaNodes nodes) {
    List<ObjectNode> groups = nodes.ofType("ProductGroup");
    if (!groups.isEmpty()) {
      return groups;
    }
    List<ObjectNode> products = new ArrayList<>();
    for (ObjectNode product : nodes.ofType("Product", "IndividualProduct", "ProductModel")) {
      if (nodes.text(product, "name") != null
          && products.stream().noneMatch(known -> isSame(known, product))
          && !isPartOfAnother(product, nodes)) {
        products.add(product);
      }
    }
    return products;
  }

  private static boolean isSame(JsonNode one, JsonNode other) {
    JsonNode id = one.path("@id");
    return one.equals(other) || (id.isString() && id.equals(other.path("@id")));
  }

  private static boolean isPartOfAnother(ObjectNode product, SchemaNodes nodes) {
    for (ObjectNode other : nodes.ofType("Product", "IndividualProduct", "ProductModel")) {
      for (String field : List.of("isRelatedTo", "isSimilarTo", "isAccessoryOrSparePartFor")) {
        for (JsonNode part :
            other.path(field).isArray() ? other.path(field) : List.of(other.path(field))) {
          if (part.equals(product)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static void fill(ObjectNode product, ObjectNode from) {
    for (String field : FILLED) {
      if (!product.hasNonNull(field) && from.hasNonNull(field)) {
        product.set(field, from.get(field));
      }
    }
  }

  private List<Found> found(
      List<ObjectNode> products, SchemaNodes nodes, Document document, URI own) {
    SchemaProduct reader = new SchemaProduct(nodes, own);
    if (products.size() == 1) {
      return List.of(
          reader.read(products.getFirst(), own.toString(), shopsId(document), breadcrumb(nodes)));
    }
    List<Found> found = new ArrayList<>();
    for (ObjectNode product : products) {
      String named = nodes.text(product, "url");
      String url = named == null ? null : PageUrls.within(own, named);
      // A list names each product's page, where more is said of it; without one, it is guesswork.
      if (url != null && !url.equals(own.toString())) {
        found.add(reader.read(product, url, null, null));
      }
    }
    return found;
  }

  /** What the page calls its product for CROW's own script, which is what events will name. */
  private static @Nullable String shopsId(Document document) {
    Elements marked = document.select("[data-crow-product]");
    Set<String> ids = new LinkedHashSet<>(marked.eachAttr("data-crow-product"));
    return ids.size() == 1 ? CleanText.of(ids.iterator().next(), 128) : null;
  }

  private static @Nullable String breadcrumb(SchemaNodes nodes) {
    List<ObjectNode> lists = nodes.ofType("BreadcrumbList");
    if (lists.isEmpty()) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (JsonNode item : nodes.list(lists.getFirst().path("itemListElement"))) {
      String name = nodes.text(item, "name", "item");
      String clean = CleanText.of(name, 100);
      boolean home =
          names.isEmpty()
              && clean != null
              && clean.matches("(?i)home|start|shop|startseite|accueil");
      if (clean != null && !home && !clean.startsWith("http")) {
        names.add(clean.replace(">", " ").strip());
      }
    }
    return names.isEmpty() ? null : String.join(" > ", names);
  }

  private static List<String> links(URI base, URI page, Document document) {
    Set<String> links = new LinkedHashSet<>();
    for (Element link : document.select("a[href]")) {
      boolean follow = !link.attr("rel").contains("nofollow");
      String url = follow ? PageUrls.within(base, link.attr("href")) : null;
      if (url != null && links.size() < MOST_LINKS && PageUrls.sameHost(page, URI.create(url))) {
        links.add(url);
      }
    }
    return List.copyOf(links);
  }
}
