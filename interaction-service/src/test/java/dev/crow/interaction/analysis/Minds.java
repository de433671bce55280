package dev.crow.interaction.analysis;

import dev.crow.testkit.gemini.GeminiCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models for the fake Gemini: one that tells the truth, and what others make of it. */
final class Minds {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A sentence as a model gives it. */
  record Said(String text, List<Integer> events) {}

  private Minds() {}

  static String truth(GeminiCall call) {
    JsonNode input = call.inputJson();
    return input.has("statements") ? allSupported(input) : sentences(told(call));
  }

  static boolean isCheck(GeminiCall call) {
    return call.inputJson().has("statements");
  }

  static String sentences(List<Said> said) {
    return JSON.writeValueAsString(Map.of("sentences", said));
  }

  static String allSupported(JsonNode input) {
    List<Map<String, Object>> verdicts = new ArrayList<>();
    for (JsonNode statement : input.path("statements")) {
      verdicts.add(Map.of("statement", statement.path("statement").asInt(), "supported", true));
    }
    return JSON.writeValueAsString(Map.of("verdicts", verdicts));
  }

  /** What there is to say, in the words that are allowed; by pass. */
  static List<Said> told(GeminiCall call) {
    boolean journey = call.instructions().contains("how the visitor arrived");
    boolean commerce = call.instructions().contains("what went into the cart");
    List<Said> said = new ArrayList<>();
    JsonNode events = call.inputJson().path("events");
    int last = events.path(events.size() - 1).path("event").asInt();
    for (JsonNode event : events) {
      int number = event.path("event").asInt();
      String product = event.path("product").asString("");
      switch (event.path("type").asString()) {
        case "product_view" -> {
          if (journey) {
            said.add(
                new Said(
                    "They looked at %s (%s).".formatted(product, event.path("price").asString()),
                    List.of(number)));
          }
        }
        case "add_to_cart" -> {
          if (commerce) {
            said.add(new Said("They added %s to the cart.".formatted(product), List.of(number)));
          }
        }
        case "checkout_start" -> {
          if (commerce) {
            said.add(
                new Said("They started checkout and left without buying.", List.of(number, last)));
          }
        }
        case "purchase" -> {
          if (commerce) {
            said.add(
                new Said(
                    "They placed an order for %s.".formatted(event.path("total").asString()),
                    List.of(number)));
          }
        }
        case "rage_click" -> {
          if (!journey && !commerce) {
            said.add(
                new Said(
                    "They clicked “%s” repeatedly.".formatted(event.path("text").asString()),
                    List.of(number)));
          }
        }
        default -> {
          // Not worth a sentence.
        }
      }
    }
    return said;
  }

  /** Lies, each by its name: what it makes of a true answer. */
  static Map<String, Function<Said, Said>> lies() {
    Map<String, Function<Said, Said>> lies = new LinkedHashMap<>();
    lies.put(
        "another outcome", s -> new Said("They bought the Storm Shell for €89.80.", s.events()));
    lies.put("another number", s -> new Said("They looked at 41 products.", s.events()));
    lies.put(
        "another amount", s -> new Said(s.text().replace(".", "") + " for €7,919.", s.events()));
    lies.put(
        "another product",
        s -> new Said("They looked at the Moon Rocket and liked it.", s.events()));
    lies.put("a feeling", s -> new Said(s.text().replace(".", " angrily."), s.events()));
    lies.put("events that do not exist", s -> new Said(s.text(), List.of(9_999)));
    lies.put("no events", s -> new Said(s.text(), List.of()));
    lies.put("markup", s -> new Said("<script>alert(1)</script> " + s.text(), s.events()));
    lies.put("an address", s -> new Said("They opened https://evil.example/pay now.", s.events()));
    lies.put("a cause", s -> new Said(s.text().replace(".", " because of the price."), s.events()));
    lies.put("the opposite", s -> new Said("They left without checkout.", s.events()));
    lies.put("nothing", s -> new Said("The visitor was on the site.", s.events()));
    return lies;
  }
}
