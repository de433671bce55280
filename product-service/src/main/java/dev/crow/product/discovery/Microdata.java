package dev.crow.product.discovery;

import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the microdata of a page the way JSON-LD would say the same. */
final class Microdata {

  private static final int DEEPEST = 8;

  private final JsonMapper json;

  Microdata(JsonMapper json) {
    this.json = json;
  }

  ArrayNode read(Element page) {
    ArrayNode things = json.createArrayNode();
    for (Element thing : page.select("[itemscope][itemtype*=schema.org]")) {
      if (!thing.hasAttr("itemprop")) {
        things.add(thing(thing, 0));
      }
    }
    return things;
  }

  private ObjectNode thing(Element scope, int depth) {
    ObjectNode thing = json.createObjectNode();
    thing.put("@type", scope.attr("itemtype").strip().split("\\s+", -1)[0]);
    if (scope.hasAttr("itemid")) {
      thing.put("@id", scope.attr("itemid"));
    }
    properties(scope, thing, depth);
    return thing;
  }

  private void properties(Element parent, ObjectNode thing, int depth) {
    for (Element child : parent.children()) {
      boolean nested = child.hasAttr("itemscope");
      if (child.hasAttr("itemprop") && depth < DEEPEST) {
        JsonNode value = nested ? thing(child, depth + 1) : json.valueToTree(value(child));
        for (String name : child.attr("itemprop").strip().split("\\s+", -1)) {
          thing.withArrayProperty(name).add(value);
        }
      }
      if (!nested) {
        properties(child, thing, depth);
      }
    }
  }

  private static String value(Element element) {
    if (element.hasAttr("content")) {
      return element.attr("content");
    }
    return switch (element.normalName()) {
      case "a", "link", "area" -> element.hasAttr("href") ? element.absUrl("href") : element.text();
      case "img", "audio", "embed", "iframe", "source", "video" -> element.absUrl("src");
      case "data", "meter" -> element.attr("value");
      case "time" -> element.hasAttr("datetime") ? element.attr("datetime") : element.text();
      default -> element.text();
    };
  }
}
