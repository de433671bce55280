package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a word says to have happened, and which events prove it. */
enum Claim {
  OPENED(Kind.DEED, "opened visited landed", WebEventTypes.PAGE_VIEW),
  VIEWED(Kind.DEED, "looked viewed browsed compared considered inspected"),
  SEARCHED(Kind.DEED, "searched search searches", WebEventTypes.SEARCH),
  CHOSE(Kind.DEED, "picked chose selected switched tried", WebEventTypes.VARIANT_SELECT),
  ZOOMED(Kind.DEED, "zoomed", WebEventTypes.IMAGE_ZOOM),
  ADDED(Kind.DEED, "added adding put", WebEventTypes.ADD_TO_CART),
  REMOVED(Kind.DEED, "removed removing", WebEventTypes.REMOVE_FROM_CART),
  TOOK(Kind.DEED, "took taking", WebEventTypes.REMOVE_FROM_CART, WebEventTypes.WEB_VITAL),
  CHECKOUT(Kind.DEED, "checkout", WebEventTypes.CHECKOUT_START),
  BOUGHT(
      Kind.DEED,
      "bought buy buying purchased purchase purchasing ordered order ordering paid pay paying"
          + " placed completed complete completing",
      WebEventTypes.PURCHASE),
  CLICKED(
      Kind.DEED,
      "clicked clicks clicking tapped pressed",
      WebEventTypes.CLICK,
      WebEventTypes.RAGE_CLICK,
      WebEventTypes.DEAD_CLICK),
  RAGED(Kind.DEED, "repeatedly rapidly succession frustration", WebEventTypes.RAGE_CLICK),
  FAILED(
      Kind.DEED,
      "error errors failed failing crashed",
      WebEventTypes.ERROR,
      WebEventTypes.API_ERROR),
  SLOW(Kind.DEED, "slow slowly shifted shifting", WebEventTypes.WEB_VITAL),
  REFUSED(Kind.DEED, "rejected refused", WebEventTypes.FORM_ERROR),
  SENT(Kind.DEED, "sent submitted", WebEventTypes.FORM_SUBMIT),
  DOWNLOADED(Kind.DEED, "downloaded", WebEventTypes.DOWNLOAD),
  PLAYED(Kind.DEED, "played watched", WebEventTypes.MEDIA_PLAY),
  SCROLLED(Kind.DEED, "scrolled", WebEventTypes.SCROLL),
  NOTHING(Kind.DEED, "nothing"),
  FORM(Kind.THING, "form", WebEventTypes.FORM_ERROR, WebEventTypes.FORM_SUBMIT),
  CART(
      Kind.THING,
      "cart basket",
      WebEventTypes.ADD_TO_CART,
      WebEventTypes.REMOVE_FROM_CART,
      WebEventTypes.CHECKOUT_START,
      WebEventTypes.PURCHASE),
  LEFT(Kind.END, "left leaving"),
  ABANDONED(Kind.END, "abandoned abandoning");

  /** What sort of thing is claimed. */
  enum Kind {
    DEED,
    THING,
    END
  }

  private static final Map<String, Claim> BY_WORD = byWord();

  private final Kind kind;
  private final String words;
  private final String types;

  Claim(Kind kind, String words, String... types) {
    this.kind = kind;
    this.words = words;
    this.types = " " + String.join(" ", types) + " ";
  }

  private static Map<String, Claim> byWord() {
    Map<String, Claim> found = new HashMap<>();
    for (Claim claim : values()) {
      Arrays.asList(claim.words.split(" ", -1)).forEach(word -> found.put(word, claim));
    }
    return Map.copyOf(found);
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
    return switch (this) {
      case VIEWED -> Properties.showsProduct(event);
      case NOTHING -> cameToNothing(event);
      case LEFT, ABANDONED -> true;
      default -> types.contains(" " + event.type() + " ");
    };
  }

  private static boolean cameToNothing(WebEvent event) {
    Integer none = Numbers.whole(event.properties().get("results"), 0, 0);
    return event.type().equals(WebEventTypes.DEAD_CLICK)
        || (event.type().equals(WebEventTypes.SEARCH) && none != null);
  }
}
