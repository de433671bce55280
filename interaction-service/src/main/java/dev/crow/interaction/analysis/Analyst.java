package dev.crow.interaction.analysis;

import dev.crow.ai.chat.Bill;
import dev.crow.ai.chat.Questioner;
import dev.crow.ai.chat.UntrueAnswerException;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import dev.crow.interaction.description.ClaimVerifier;
import dev.crow.interaction.description.EventDigest;
import dev.crow.interaction.description.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Has a model tell a session: a few focused passes, then a check by the model itself, then the
 * check that counts, by code. What is left is put in the order in which it happened.
 */
public final class Analyst {

  private static final int MOST_SENTENCES = 6;

  private static final Set<String> COMMERCE =
      Set.of(
          WebEventTypes.ADD_TO_CART,
          WebEventTypes.REMOVE_FROM_CART,
          WebEventTypes.CHECKOUT_START,
          WebEventTypes.PURCHASE);
  private static final Set<String> FRICTION =
      Set.of(
          WebEventTypes.RAGE_CLICK,
          WebEventTypes.DEAD_CLICK,
          WebEventTypes.ERROR,
          WebEventTypes.API_ERROR,
          WebEventTypes.FORM_ERROR);

  private static final String SENTENCES =
      """
      {"type": "object", "required": ["sentences"], "properties": {"sentences": {"type": "array",
        "maxItems": 4, "items": {"type": "object", "required": ["text", "events"], "properties": {
          "text": {"type": "string"},
          "events": {"type": "array", "items": {"type": "integer"}}}}}}}
      """;
  private static final String VERDICTS =
      """
      {"type": "object", "required": ["verdicts"], "properties": {"verdicts": {"type": "array",
        "items": {"type": "object", "required": ["statement", "supported"], "properties": {
          "statement": {"type": "integer"},
          "supported": {"type": "boolean"}}}}}}
      """;

  private final Questioner questioner;
  private final int mostEvents;

  Analyst(Questioner questioner, int mostEvents) {
    this.questioner = questioner;
    this.mostEvents = mostEvents;
  }

  /**
   * @param prompt which wording of the questions
   * @return what the descriptions told this way name as their generator
   */
  public String generator(Prompt prompt) {
    return questioner.model() + "/" + prompt.label();
  }

  /**
   * @param session its products are recognized
   * @param prompt which wording of the questions
   * @param bill is added what it costs, however it ends
   * @return one to six sentences that the events support
   * @throws dev.crow.ai.chat.BudgetSpentException if nothing is left of the month's budget
   * @throws UntrueAnswerException if too little of what the model said is so
   * @throws dev.langchain4j.exception.LangChain4jException if the model could not be asked
   */
  public List<Sentence> tell(SessionClosed session, Prompt prompt, Bill bill) {
    Map<Integer, WebEvent> shown = EventDigest.numbered(session, mostEvents);
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("visit", EventDigest.visit(session));
    input.put(
        "events",
        shown.entrySet().stream()
            .map(event -> EventDigest.of(session, event.getKey(), event.getValue()))
            .toList());
    List<Sentence> said = new ArrayList<>();
    for (Prompt.Pass pass : prompt.passes()) {
      if (isWorthAsking(pass, session)) {
        JsonNode answer =
            questioner.ask(session.organizationId(), pass.instructions(), input, SENTENCES, bill);
        said.addAll(sentences(answer, shown));
      }
    }
    ClaimVerifier verifier = new ClaimVerifier(session);
    List<Sentence> sound =
        said.stream().filter(sentence -> verifier.violations(sentence).isEmpty()).toList();
    if (sound.isEmpty()) {
      throw new UntrueAnswerException("Nothing of " + said.size() + " sentences is so");
    }
    List<Sentence> kept = supported(session.organizationId(), sound, input, shown, bill);
    List<Sentence> told = inOrder(kept, verifier);
    requireWhatCounts(told, verifier);
    return told;
  }

  private static boolean isWorthAsking(Prompt.Pass pass, SessionClosed session) {
    return switch (pass) {
      case JOURNEY, WHOLE -> true;
      case COMMERCE -> has(session, COMMERCE);
      case FRICTION -> has(session, FRICTION);
    };
  }

  private static boolean has(SessionClosed session, Set<String> types) {
    return session.events().stream().anyMatch(event -> types.contains(event.type()));
  }

  /** A sentence that is not as it was asked for is as good as none. */
  private static List<Sentence> sentences(JsonNode answer, Map<Integer, WebEvent> shown) {
    List<Sentence> sentences = new ArrayList<>();
    for (JsonNode sentence : answer.path("sentences")) {
      List<String> ids = new ArrayList<>();
      boolean known = true;
      for (JsonNode number : sentence.path("events")) {
        WebEvent event = number.isInt() ? shown.get(number.asInt()) : null;
        if (event == null) {
          known = false;
        } else {
          ids.add(event.eventId());
        }
      }
      if (known && !ids.isEmpty() && sentence.path("text").isString()) {
        sentences.add(new Sentence(sentence.path("text").asString().strip(), ids));
      }
    }
    return sentences;
  }

  /** The model's own doubts count; its praise does not. */
  private List<Sentence> supported(
      String organizationId,
      List<Sentence> said,
      Map<String, Object> input,
      Map<Integer, WebEvent> shown,
      Bill bill) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    shown.forEach((number, event) -> numbers.putIfAbsent(event.eventId(), number));
    List<Map<String, Object>> statements = new ArrayList<>();
    for (Sentence sentence : said) {
      statements.add(
          Map.of(
              "statement",
              statements.size() + 1,
              "text",
              sentence.text(),
              "events",
              sentence.eventIds().stream().map(numbers::get).toList()));
    }
    Map<String, Object> question = new LinkedHashMap<>(input);
    question.put("statements", statements);
    JsonNode answer = questioner.ask(organizationId, Prompt.CHECK, question, VERDICTS, bill);
    Set<Integer> doubted = new HashSet<>();
    for (JsonNode verdict : answer.path("verdicts")) {
      if (!verdict.path("supported").asBoolean(false)) {
        doubted.add(verdict.path("statement").asInt(0));
      }
    }
    List<Sentence> kept = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      if (!doubted.contains(i + 1)) {
        kept.add(said.get(i));
      }
    }
    return kept;
  }

  private static List<Sentence> inOrder(List<Sentence> said, ClaimVerifier verifier) {
    Set<String> texts = new HashSet<>();
    return said.stream()
        .filter(sentence -> texts.add(sentence.text()))
        .sorted(Comparator.comparingInt(verifier::place))
        .limit(MOST_SENTENCES)
        .toList();
  }

  /** An order or a checkout that goes untold is no description of the visit. */
  private static void requireWhatCounts(List<Sentence> told, ClaimVerifier verifier) {
    if (told.isEmpty()) {
      throw new UntrueAnswerException("The model doubts all it said");
    }
    if (verifier.hasWhatCounts() && told.stream().noneMatch(verifier::tellsWhatCounts)) {
      throw new UntrueAnswerException("It leaves out the order or the checkout");
    }
  }
}
