package dev.crow.interaction.description;

import java.util.ArrayList;
import java.util.List;

/**
 * How a visit went for the visitor, added up from what happened; it says nothing of feelings.
 *
 * <p>For: an order 3, something put in the cart and not left there 1, coming back to a product 1.
 * Against: clicking in rage 2, a failed call of the server 2, another failed call, a script error,
 * a dead click, a form's refusal, a slow page and a search in vain 1 each, leaving checkout 2,
 * taking something out of the cart 1. Each counts once.
 *
 * @param tone what came of the sum
 * @param reasons the signs that counted, strongest first within each side
 */
public record Sentiment(Tone tone, List<String> reasons) {

  private static final int CLEAR = 2;
  private static final int SERVER_ERROR = 500;

  /** Copies the reasons. */
  public Sentiment {
    reasons = List.copyOf(reasons);
  }

  /** What the sum says. */
  public enum Tone {
    /** At least 2 for, and less than 2 against. */
    POSITIVE,
    /** At least 2 against, and less than 2 for. */
    NEGATIVE,
    /** At least 2 on both sides. */
    MIXED,
    /** Neither. */
    NEUTRAL
  }

  /** One sign. */
  private record Sign(String name, int weight, boolean applies) {}

  static Sentiment of(Story story, Outcome outcome) {
    boolean abandoned = outcome == Outcome.ABANDONED_CART || outcome == Outcome.ABANDONED_CHECKOUT;
    List<String> reasons = new ArrayList<>();
    int good =
        sum(
            reasons,
            new Sign("purchase", 3, outcome == Outcome.PURCHASED),
            new Sign("added-to-cart", 1, story.has(Fact.Added.class) && !abandoned),
            new Sign(
                "came-back",
                1,
                story.of(Fact.Viewed.class).stream().anyMatch(Fact.Viewed::returned)));
    int bad =
        sum(
            reasons,
            new Sign(
                Tags.ABANDONED_CHECKOUT,
                2,
                outcome == Outcome.ABANDONED_CHECKOUT && story.wasLeft()),
            new Sign(Tags.RAGE_CLICK, 2, story.has(Fact.RageClicked.class)),
            new Sign("server-error", 2, hasServerError(story)),
            new Sign(Tags.API_ERROR, 1, story.has(Fact.CallFailed.class) && !hasServerError(story)),
            new Sign(Tags.ERROR, 1, story.has(Fact.ScriptFailed.class)),
            new Sign(Tags.DEAD_CLICK, 1, story.has(Fact.DeadClicked.class)),
            new Sign(Tags.FORM_TROUBLE, 1, story.has(Fact.FormRefused.class)),
            new Sign(Tags.SLOW_PAGE, 1, story.has(Fact.PagePoor.class)),
            new Sign(Tags.SEARCH_NO_RESULTS, 1, searchedInVain(story)),
            new Sign("removed-from-cart", 1, story.has(Fact.Removed.class)));
    return new Sentiment(tone(good, bad), reasons);
  }

  private static int sum(List<String> reasons, Sign... signs) {
    int sum = 0;
    for (Sign sign : signs) {
      if (sign.applies()) {
        sum += sign.weight();
        reasons.add(sign.name());
      }
    }
    return sum;
  }

  private static Tone tone(int good, int bad) {
    if (good >= CLEAR) {
      return bad >= CLEAR ? Tone.MIXED : Tone.POSITIVE;
    }
    return bad >= CLEAR ? Tone.NEGATIVE : Tone.NEUTRAL;
  }

  private static boolean hasServerError(Story story) {
    return story.of(Fact.CallFailed.class).stream()
        .map(Fact.CallFailed::status)
        .anyMatch(status -> status != null && status >= SERVER_ERROR);
  }

  private static boolean searchedInVain(Story story) {
    return story.of(Fact.Searched.class).stream()
        .map(Fact.Searched::results)
        .anyMatch(results -> results != null && results == 0);
  }
}
