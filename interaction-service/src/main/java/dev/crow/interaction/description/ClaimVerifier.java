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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  private final SessionClosed session;
  private final Story story;
  private final Outcome outcome;
  private final Map<String, WebEvent> events = new HashMap<>();
  private final Map<String, Integer> order = new HashMap<>();
  private final Catalogue catalogue;
  private final Sayings sayings;

  /**
   * @param session with at least one event; its products are recognized
   */
  public ClaimVerifier(SessionClosed session) {
    this.session = session;
    this.story = Story.of(session);
    this.outcome = story.outcome();
    this.catalogue = Catalogue.of(session.events());
    for (WebEvent event : session.events()) {
      order.putIfAbsent(event.eventId(), order.size());
      events.putIfAbsent(event.eventId(), event);
    }
    this.sayings = new Sayings(names());
  }

  private Map<String, Set<String>> names() {
    Map<String, Set<String>> names = new HashMap<>();
    for (WebEvent event : session.events()) {
      List<Map<?, ?>> all = new ArrayList<>(Properties.items(event));
      all.add(event.properties());
      for (Map<?, ?> facts : all) {
        Product product = catalogue.find(event, facts);
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
    return new Check(cited).of(sayings.of(text));
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
    Claim counts = outcome == Outcome.PURCHASED ? Claim.BOUGHT : Claim.CHECKOUT;
    return sayings.of(sentence.text()).stream()
        .anyMatch(part -> part instanceof Saying.Claims(Claim claim, String _) && claim == counts);
  }

  /**
   * @return whether there is an order or the start of a checkout to be told of
   */
  public boolean hasWhatCounts() {
    return outcome == Outcome.PURCHASED || outcome == Outcome.ABANDONED_CHECKOUT;
  }

  private int place(WebEvent event) {
    return order.getOrDefault(event.eventId(), Integer.MAX_VALUE);
  }

  /** One sentence on its way through the check. */
  private final class Check {

    private final List<WebEvent> cited;
    private final List<String> violations = new ArrayList<>();
    private @Nullable Claim claim;
    private boolean denied;
    private boolean ended;
    private boolean says;
    private int place;

    Check(List<WebEvent> cited) {
      this.cited = cited;
    }

    List<String> of(List<Saying> parts) {
      for (Saying part : parts) {
        switch (part) {
          case Saying.Claims(Claim said, String word) -> claims(said, word);
          case Saying.Denies() -> denied = true;
          case Saying.Names(Set<String> ids, String name) -> names(ids, name);
          case Saying.Quotes(String text) -> quotes(text);
          case Saying.Counts(int number) -> counts(number);
          case Saying.Measures(String printed) ->
              require(support(proving()).hasExactly(printed), "number " + printed);
          case Saying.Lasts(String duration) -> {
            require(support(cited).hasDuration(duration), "duration " + duration);
            says = true;
          }
          case Saying.Proper(String word) -> {
            require(support(cited).hasSite(word), "name " + word);
            says = true;
          }
          case Saying.Unknown(String text) -> violations.add("word " + text);
        }
      }
      require(!denied, "denies nothing");
      require(says, "says nothing");
      return violations;
    }

    private void claims(Claim said, String word) {
      says = true;
      if (denied) {
        denied = false;
        claim = said;
        require(
            said.kind() == Claim.Kind.DEED && session.events().stream().noneMatch(said::isProvedBy),
            "denied " + word);
        return;
      }
      switch (said.kind()) {
        case END -> ends(said, word);
        case DEED -> {
          require(!ended, "after the end: " + word);
          claim = said;
          happened(said::isProvedBy, word);
        }
        case THING -> {
          if (ended) {
            require(cited.stream().anyMatch(said::isProvedBy), "claim " + word);
          } else {
            happened(said::isProvedBy, word);
          }
          claim = claim == null ? said : claim;
        }
      }
    }

    private void ends(Claim said, String word) {
      ended = true;
      claim = said;
      boolean abandoned =
          outcome == Outcome.ABANDONED_CART || outcome == Outcome.ABANDONED_CHECKOUT;
      require(
          story.wasLeft()
              && cited.contains(story.lastEvent())
              && (said != Claim.ABANDONED || abandoned),
          "end " + word);
    }

    private void names(Set<String> ids, String name) {
      says = true;
      Predicate<WebEvent> about = event -> mentions(event, ids);
      if (ended) {
        require(
            Cart.left(story).stream().anyMatch(added -> ids.contains(added.product().id()))
                && cited.stream().anyMatch(about),
            "still in the cart: " + name);
        return;
      }
      if (isDenied()) {
        return; // Nothing of the sort happened, with this product or any other.
      }
      happened(event -> about.test(event) && (claim == null || claim.isProvedBy(event)), name);
    }

    private boolean isDenied() {
      Claim said = claim;
      return said != null && cited.stream().noneMatch(said::isProvedBy);
    }

    private void quotes(String text) {
      says = true;
      if (ended) {
        require(support(cited).hasText(text), "quotation " + text);
      } else {
        happened(
            event ->
                (claim == null || claim.isProvedBy(event)) && support(List.of(event)).hasText(text),
            "quotation " + text);
      }
    }

    private void counts(int number) {
      List<WebEvent> proving = proving();
      require(
          proving.size() == number
              || support(proving).hasExactly(Integer.toString(number))
              || products(proving) == number,
          "count " + number);
    }

    private int products(List<WebEvent> proving) {
      return proving.stream()
          .flatMap(event -> ids(event).stream())
          .collect(Collectors.toSet())
          .size();
    }

    /** The events the claim rests on; without a claim, all that are cited. */
    private List<WebEvent> proving() {
      Claim said = claim;
      return said == null ? cited : cited.stream().filter(said::isProvedBy).toList();
    }

    /** Moves on to the first event from here that proves it. */
    private void happened(Predicate<WebEvent> proof, String what) {
      for (int i = place; i < cited.size(); i++) {
        if (proof.test(cited.get(i))) {
          place = i;
          return;
        }
      }
      violations.add((cited.stream().anyMatch(proof) ? "order " : "claim ") + what);
    }

    private Support support(List<WebEvent> proving) {
      if (proving.isEmpty()) {
        return new Support();
      }
      List<String> visit = new ArrayList<>();
      if (proving.contains(story.firstEvent())) {
        addIfThere(visit, session.context().referrer());
        addIfThere(visit, session.context().landingUrl());
      }
      return Support.of(proving, visit);
    }

    private void require(boolean so, String otherwise) {
      if (!so) {
        violations.add(otherwise);
      }
    }
  }

  private static void addIfThere(List<String> list, @Nullable String text) {
    if (text != null) {
      list.add(text);
    }
  }

  private boolean mentions(WebEvent event, Set<String> ids) {
    return ids(event).stream().anyMatch(ids::contains);
  }

  private Set<String> ids(WebEvent event) {
    Set<String> ids = new LinkedHashSet<>();
    List<Map<?, ?>> all = new ArrayList<>(Properties.items(event));
    all.add(event.properties());
    for (Map<?, ?> facts : all) {
      Product product = catalogue.find(event, facts);
      if (!product.isUnknown()) {
        ids.add(product.id());
      }
    }
    return ids;
  }
}
