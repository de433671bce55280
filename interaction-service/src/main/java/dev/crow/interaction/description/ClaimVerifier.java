package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.interaction.description.Sayings.Saying;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks sentences nobody can trust against the events they cite. Each word must be one that is
 * known: one that holds a sentence together, or one that claims something. Each claim needs a cited
 * event that proves it; the products, texts, counts and amounts after it must be those of such
 * events; what is told first must have come first; nothing may be denied that happened, and how the
 * visit ended must be how it ended. Deterministic. Safe for use by many threads.
 */
public final class ClaimVerifier {

  private static final int SHORTEST = 8;
  private static final int LONGEST = 320;
  private static final int MOST_CITED = 60;

  private final Grounds grounds;
  private final Map<String, WebEvent> events = new HashMap<>();
  private final Map<String, Integer> order = new HashMap<>();
  private final Sayings sayings;

  /**
   * @param session with at least one event; its products are recognized
   */
  public ClaimVerifier(SessionClosed session) {
    this.grounds = Grounds.of(session);
    for (WebEvent event : session.events()) {
      order.putIfAbsent(event.eventId(), order.size());
      events.putIfAbsent(event.eventId(), event);
    }
    this.sayings = new Sayings(names());
  }

  private Map<String, Set<String>> names() {
    Map<String, Set<String>> names = new HashMap<>();
    for (WebEvent event : grounds.session().events()) {
      for (Map<?, ?> facts : Grounds.facts(event)) {
        Product product = grounds.catalogue().find(event, facts);
        for (String name : names(product, facts)) {
          names.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(product.id());
        }
      }
    }
    return names;
  }

  private static Set<String> names(Product product, Map<?, ?> facts) {
    Set<String> names = new LinkedHashSet<>();
    String sent = CleanText.of(facts.get("productName"));
    if (sent != null) {
      names.add(sent);
    }
    if (product.name() != null) {
      names.add(product.name());
    }
    return names;
  }

  /**
   * @return every word a sentence may have, beside names, quotations and numbers; sorted
   */
  public static List<String> vocabulary() {
    return Stream.of(Claim.words(), Sayings.PLAIN, Sayings.DENIALS, Sayings.COUNTS.keySet())
        .flatMap(Set::stream)
        .sorted()
        .toList();
  }

  /**
   * @param sentence with the ids of the events it cites
   * @return a line for each thing that is not so; empty if all is well. The lines hold captured
   *     text.
   */
  public List<String> violations(Sentence sentence) {
    String text = sentence.text();
    if (text.length() < SHORTEST || text.length() > LONGEST || !text.endsWith(".")) {
      return List.of("not a sentence");
    }
    List<WebEvent> cited = new ArrayList<>();
    for (String id : new LinkedHashSet<>(sentence.eventIds())) {
      WebEvent event = events.get(id);
      if (event == null) {
        return List.of("unknown event");
      }
      cited.add(event);
    }
    if (cited.size() > MOST_CITED) {
      return List.of("cites too much");
    }
    cited.sort((a, b) -> Integer.compare(place(a), place(b)));
    return new SentenceCheck(grounds, cited).of(sayings.of(text));
  }

  /**
   * @param sentence whose events are known
   * @return where in the session the first of them is
   */
  public int place(Sentence sentence) {
    return sentence.eventIds().stream()
        .mapToInt(id -> order.getOrDefault(id, Integer.MAX_VALUE))
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /**
   * @param sentence without violations
   * @return whether it tells of an order, or of the start of checkout where nothing was ordered
   */
  public boolean tellsWhatCounts(Sentence sentence) {
    Claim counts = grounds.outcome() == Outcome.PURCHASED ? Claim.BOUGHT : Claim.CHECKOUT;
    return sayings.of(sentence.text()).stream()
        .anyMatch(part -> part instanceof Saying.Claims(Claim claim, String _) && claim == counts);
  }

  /**
   * @return whether there is an order or the start of a checkout to be told of
   */
  public boolean hasWhatCounts() {
    return grounds.outcome() == Outcome.PURCHASED
        || grounds.outcome() == Outcome.ABANDONED_CHECKOUT;
  }

  private int place(WebEvent event) {
    return order.getOrDefault(event.eventId(), Integer.MAX_VALUE);
  }
}
