package dev.crow.system;

import dev.crow.testkit.gemini.GeminiCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model for the fake Gemini that does what every service asks of it, and lies to each in some of
 * its answers.
 */
final class Minds {

  /** Nothing in the demo's shop is called this. */
  static final String LIE = "Moon Rocket";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LIES_EVERY = 7;

  private final AtomicInteger answers = new AtomicInteger();

  String answer(GeminiCall call) {
    JsonNode input = call.inputJson();
    boolean lies = answers.incrementAndGet() % LIES_EVERY == 0;
    if (input.has("statements")) {
      return JSON.writeValueAsString(Map.of("verdicts", List.of()));
    }
    return input.has("items") ? worded(input, lies) : told(input, lies);
  }

  /** Patterns and periods, from the texts that are given. */
  private static String worded(JsonNode input, boolean lies) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (JsonNode item : input.path("items")) {
      JsonNode findings = item.path("findings");
      JsonNode against = item.path("against");
      String found = findings.path(findings.size() - 1).asString();
      String than = against.isEmpty() ? "" : ", " + against.path(0).asString();
      items.add(
          Map.of(
              "item",
              item.path("item").asInt(),
              "title",
              item.path("title").asString(""),
              "description",
              (lies ? "“" + LIE + "” is why: " : "Here ") + found + than + "."));
    }
    return JSON.writeValueAsString(Map.of("items", items));
  }

  /** A session, event by event. */
  private static String told(JsonNode input, boolean lies) {
    JsonNode events = input.path("events");
    int last = events.path(events.size() - 1).path("event").asInt();
    boolean bought =
        events.valueStream().anyMatch(event -> event.path("type").asString().equals("purchase"));
    List<Map<String, Object>> sentences = new ArrayList<>();
    for (JsonNode event : events) {
      int number = event.path("event").asInt();
      switch (event.path("type").asString()) {
        case "product_view" ->
            say(
                sentences,
                "They looked at %s.".formatted(event.path("product").asString()),
                number);
        case "rage_click" ->
            say(
                sentences,
                "They clicked “%s” repeatedly.".formatted(event.path("text").asString()),
                number);
        case "checkout_start" -> {
          if (!bought) {
            say(sentences, "They started checkout and left without buying.", number, last);
          }
        }
        case "purchase" ->
            say(
                sentences,
                "They placed an order for %s.".formatted(event.path("total").asString()),
                number);
        default -> {
          // Not worth a sentence.
        }
      }
    }
    if (lies) {
      say(sentences, "They bought the " + LIE + ".", last);
    }
    return JSON.writeValueAsString(Map.of("sentences", sentences));
  }

  private static void say(List<Map<String, Object>> sentences, String text, Integer... events) {
    sentences.add(Map.of("text", text, "events", List.of(events)));
  }
}
