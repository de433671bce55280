package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a word says to have happened, and which events prove it. */
enum Claim {
  OPENED(Kind.DEED, Set.of("opened", "visited", "landed"), WebEventTypes.PAGE_VIEW),
  VIEWED(
      Kind.DEED,
      Set.of("looked", "viewed", "browsed", "compared", "considered", "inspected"),
      Properties::showsProduct),
  SEARCHED(Kind.DEED, Set.of("searched", "search", "searches"), WebEventTypes.SEARCH),
  CHOSE(
      Kind.DEED,
      Set.of("picked", "chose", "selected", "switched", "tried"),
      WebEventTypes.VARIANT_SELECT),
  ZOOMED(Kind.DEED, Set.of("zoomed"), WebEventTypes.IMAGE_ZOOM),
  ADDED(Kind.DEED, Set.of("added", "adding", "put"), WebEventTypes.ADD_TO_CART),
  REMOVED(Kind.DEED, Set.of("removed", "removing"), WebEventTypes.REMOVE_FROM_CART),
  TOOK(
      Kind.DEED, Set.of("took", "taking"), WebEventTypes.REMOVE_FROM_CART, WebEventTypes.WEB_VITAL),
  CHECKOUT(Kind.DEED, Set.of("checkout"), WebEventTypes.CHECKOUT_START),
  BOUGHT(
      Kind.DEED,
      Set.of(
          "bought",
          "buy",
          "buying",
          "purchased",
          "purchase",
          "purchasing",
          "ordered",
          "order",
          "ordering",
          "paid",
          "pay",
          "paying",
          "placed",
          "completed",
          "complete",
          "completing"),
      WebEventTypes.PURCHASE),
  CLICKED(
      Kind.DEED,
      Set.of("clicked", "clicks", "clicking", "tapped", "pressed"),
      WebEventTypes.CLICK,
      WebEventTypes.RAGE_CLICK,
      WebEventTypes.DEAD_CLICK),
  RAGED(
      Kind.DEED,
      Set.of("repeatedly", "rapidly", "succession", "frustration"),
      WebEventTypes.RAGE_CLICK),
  FAILED(
      Kind.DEED,
      Set.of("error", "errors", "failed", "failing", "crashed"),
      WebEventTypes.ERROR,
      WebEventTypes.API_ERROR),
  SLOW(Kind.DEED, Set.of("slow", "slowly", "shifted", "shifting"), WebEventTypes.WEB_VITAL),
  REFUSED(Kind.DEED, Set.of("rejected", "refused"), WebEventTypes.FORM_ERROR),
  SENT(Kind.DEED, Set.of("sent", "submitted"), WebEventTypes.FORM_SUBMIT),
  DOWNLOADED(Kind.DEED, Set.of("downloaded"), WebEventTypes.DOWNLOAD),
  PLAYED(Kind.DEED, Set.of("played", "watched"), WebEventTypes.MEDIA_PLAY),
  SCROLLED(Kind.DEED, Set.of("scrolled"), WebEventTypes.SCROLL),
  NOTHING(
      Kind.DEED,
      Set.of("nothing"),
      event ->
          event.type().equals(WebEventTypes.DEAD_CLICK)
              || (event.type().equals(WebEventTypes.SEARCH)
                  && Integer.valueOf(0)
                      .equals(Numbers.whole(event.properties().get("results"), 0, 0)))),
  FORM(Kind.THING, Set.of("form"), WebEventTypes.FORM_ERROR, WebEventTypes.FORM_SUBMIT),
  CART(
      Kind.THING,
      Set.of("cart", "basket"),
      WebEventTypes.ADD_TO_CART,
      WebEventTypes.REMOVE_FROM_CART,
      WebEventTypes.CHECKOUT_START,
      WebEventTypes.PURCHASE),
  LEFT(Kind.END, Set.of("left", "leaving"), _ -> true),
  ABANDONED(Kind.END, Set.of("abandoned", "abandoning"), _ -> true);

  /** What sort of thing is claimed. */
  enum Kind {
    DEED,
    THING,
    END
  }

  private static final Map<String, Claim> BY_WORD = byWord();

  private static Map<String, Claim> byWord() {
    Map<String, Claim> found = new HashMap<>();
    for (Claim claim : values()) {
      claim.words.forEach(word -> found.put(word, claim));
    }
    return Map.copyOf(found);
  }

  private final Kind kind;
  private final Set<String> words;
  private final Predicate<WebEvent> proof;

  Claim(Kind kind, Set<String> words, String... types) {
    this(kind, words, event -> Set.of(types).contains(event.type()));
  }

  Claim(Kind kind, Set<String> words, Predicate<WebEvent> proof) {
    this.kind = kind;
    this.words = words;
    this.proof = proof;
  }

  static @Nullable Claim by(String word) {
    return BY_WORD.get(word);
  }

  /** Every word that claims something. */
  static Set<String> words() {
    return BY_WORD.keySet();
  }

  Kind kind() {
    return kind;
  }

  boolean isProvedBy(WebEvent event) {
    return proof.test(event);
  }
}
