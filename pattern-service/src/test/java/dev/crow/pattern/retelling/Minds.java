package dev.crow.pattern.retelling;

import dev.crow.testkit.gemini.GeminiCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Models for the fake Gemini: one that words items as it is told to, and what others make of it.
 */
final class Minds {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An item as a model words it. */
  record Said(int item, String title, String description) {

    Said with(String other) {
      return new Said(item, title, other);
    }
  }

  private Minds() {}

  static String truth(GeminiCall call) {
    return items(told(call));
  }

  static String items(List<Said> said) {
    return JSON.writeValueAsString(Map.of("items", said));
  }

  static List<Said> told(GeminiCall call) {
    List<Said> said = new ArrayList<>();
    for (JsonNode item : call.inputJson().path("items")) {
      String title = item.path("title").asString("");
      JsonNode findings = item.path("findings");
      JsonNode against = item.path("against");
      String found = findings.path(findings.size() - 1).asString();
      String than = against.isEmpty() ? "" : ", " + against.path(0).asString();
      said.add(new Said(item.path("item").asInt(), title, "Here " + found + than + "."));
    }
    return said;
  }

  static String lying(GeminiCall call, UnaryOperator<Said> lie) {
    return items(told(call).stream().map(lie).toList());
  }

  /** Lies, each by its name: what it makes of true words. */
  static Map<String, UnaryOperator<Said>> lies() {
    Map<String, UnaryOperator<Said>> lies = new LinkedHashMap<>();
    lies.put("another number", s -> s.with(s.description().replaceFirst("(\\d)", "4$1")));
    lies.put("another product", s -> s.with("“Moon Rocket” leads. " + s.description()));
    lies.put("a denial", s -> s.with("It is not so that " + s.description()));
    lies.put("a cause", s -> s.with(s.description().replace(".", " because of the price.")));
    lies.put("markup", s -> s.with("<script>alert(1)</script> " + s.description()));
    lies.put("nothing that was found", s -> s.with("It is as it is."));
    lies.put("an item that is none", s -> new Said(99, s.title(), s.description()));
    return lies;
  }
}
