package dev.crow.interaction.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever happened, a sentence made from it is believed, and the same sentence with one thing
 * wrong is not. What is wrong is known from how the session was made, not from the verifier.
 */
class LyingSentencesTests {

  private static final int SESSIONS = 500;
  private static final List<String> NAMES =
      List.of("Alpine Jacket", "Storm Shell", "Linen Shirt", "Straw Hat", "Order Book");
  private static final List<String> PRICES = List.of("€129", "€89.80", "€39.90", "€10", "€7.25");
  private static final List<String> VERBS = List.of("looked at", "added", "removed");
  private static final List<String> TYPES =
      List.of("product_view", "add_to_cart", "remove_from_cart", "search", "purchase");

  /** What was made: the kind of deed, and of which product. */
  private record Deed(int kind, int product, int results) {}

  private int truths;
  private int lies;

  @Test
  void oneWrongThingIsEnough() {
    for (int seed = 0; seed < SESSIONS; seed++) {
      Random random = new Random(seed);
      List<Deed> deeds = deeds(random);
      SessionClosed session = session(deeds);
      ClaimVerifier verifier = new ClaimVerifier(session);
      for (int i = 0; i < deeds.size(); i++) {
        alone(verifier, deeds, i, seed);
        for (int j = i + 1; j < deeds.size(); j++) {
          together(verifier, deeds, i, j, seed);
        }
      }
      aboutTheEnd(verifier, deeds, seed);
    }
    assertThat(truths).isGreaterThan(SESSIONS);
    assertThat(lies).isGreaterThan(SESSIONS * 10);
  }

  private void alone(ClaimVerifier verifier, List<Deed> deeds, int i, int seed) {
    Deed deed = deeds.get(i);
    List<String> cited = List.of("e" + (i + 1));
    switch (deed.kind()) {
      case 3 -> {
        String query = "query " + deed.product();
        accepted(
            verifier,
            "They searched for “%s” (%d results).".formatted(query, deed.results()),
            cited,
            seed);
        refused(
            verifier,
            "They searched for “%s” (%d results).".formatted(query, deed.results() + 1),
            cited,
            seed);
        refused(verifier, "They searched for “query 77”.", cited, seed);
        refused(verifier, "They did not search.", cited, seed);
      }
      case 4 -> {
        String name = NAMES.get(deed.product());
        accepted(verifier, "They bought the %s for €555.50.".formatted(name), cited, seed);
        refused(verifier, "They bought the %s for €556.50.".formatted(name), cited, seed);
        refused(verifier, "They bought the %s.".formatted(other(deed)), cited, seed);
        refused(verifier, "They left without buying the %s.".formatted(other(deed)), cited, seed);
      }
      default -> {
        String name = NAMES.get(deed.product());
        String verb = VERBS.get(deed.kind());
        accepted(
            verifier,
            "They %s the %s (%s).".formatted(verb, name, PRICES.get(deed.product())),
            cited,
            seed);
        refused(verifier, "They %s the %s.".formatted(verb, other(deed)), cited, seed);
        refused(
            verifier,
            "They %s the %s (%s)."
                .formatted(verb, name, PRICES.get((deed.product() + 1) % PRICES.size())),
            cited,
            seed);
        refused(
            verifier,
            "They %s the %s.".formatted(VERBS.get((deed.kind() + 1) % 3), name),
            cited,
            seed);
        refused(verifier, "They bought the %s.".formatted(name), cited, seed);
        refused(verifier, "They %s two products.".formatted(verb), cited, seed);
      }
    }
  }

  /** Two different things said in the order they happened, and the other way round. */
  private void together(ClaimVerifier verifier, List<Deed> deeds, int i, int j, int seed) {
    Deed first = deeds.get(i);
    Deed second = deeds.get(j);
    if (first.kind() > 2 || second.kind() > 2 || first.product() == second.product()) {
      return;
    }
    List<String> cited = List.of("e" + (i + 1), "e" + (j + 1));
    String one = "%s the %s".formatted(VERBS.get(first.kind()), NAMES.get(first.product()));
    String two = "%s the %s".formatted(VERBS.get(second.kind()), NAMES.get(second.product()));
    accepted(verifier, "They %s and then %s.".formatted(one, two), cited, seed);
    refused(verifier, "They %s and then %s.".formatted(two, one), cited, seed);
  }

  private void aboutTheEnd(ClaimVerifier verifier, List<Deed> deeds, int seed) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < deeds.size(); i++) {
      all.add("e" + (i + 1));
    }
    boolean bought = deeds.stream().anyMatch(deed -> deed.kind() == 4);
    if (bought) {
      refused(verifier, "They left without buying.", all, seed);
      refused(verifier, "They abandoned the cart.", all, seed);
    } else {
      accepted(verifier, "They left without buying.", all, seed);
      refused(verifier, "They completed an order.", all, seed);
    }
    refused(verifier, "They left and loved it.", all, seed);
  }

  private void accepted(ClaimVerifier verifier, String text, List<String> cited, int seed) {
    truths++;
    assertThat(verifier.violations(new Sentence(text, cited))).as("%d: %s", seed, text).isEmpty();
  }

  private void refused(ClaimVerifier verifier, String text, List<String> cited, int seed) {
    lies++;
    assertThat(verifier.violations(new Sentence(text, cited)))
        .as("%d: %s", seed, text)
        .isNotEmpty();
  }

  private static String other(Deed deed) {
    return NAMES.get((deed.product() + 1) % NAMES.size());
  }

  private static List<Deed> deeds(Random random) {
    List<Deed> deeds = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      deeds.add(
          new Deed(
              random.nextInt(TYPES.size()), random.nextInt(NAMES.size()), 20 + random.nextInt(50)));
    }
    return deeds;
  }

  private static SessionClosed session(List<Deed> deeds) {
    List<WebEvent> events = new ArrayList<>();
    for (Deed deed : deeds) {
      events.add(
          SessionFixtures.event(
              events.size() + 1, TYPES.get(deed.kind()), properties(deed, events.size())));
    }
    return SessionFixtures.of(events.toArray(WebEvent[]::new));
  }

  private static Map<String, Object> properties(Deed deed, int number) {
    String id = "p" + deed.product();
    String name = NAMES.get(deed.product());
    return switch (deed.kind()) {
      case 3 -> Map.of("query", "query " + deed.product(), "results", deed.results());
      case 4 ->
          Map.of(
              "orderId",
              "o" + number,
              "total",
              555.5,
              "currency",
              "EUR",
              "items",
              List.of(Map.of("productId", id, "productName", name)));
      default ->
          Map.of(
              "productId",
              id,
              "productName",
              name,
              "price",
              PRICES.get(deed.product()).substring(1),
              "currency",
              "EUR");
    };
  }
}
