package dev.crow.interaction.description;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a visitor was after, by the furthest sign of it; the first rule that applies decides. */
public enum Intent {
  /** Bought something or started checkout. */
  BUY,
  /** Put something in the cart, picked a variant, zoomed in, or came back to a product. */
  CHOOSE,
  /** Sent a form, or opened a page that helps: contact, returns, shipping, questions. */
  GET_HELP,
  /** Searched. */
  FIND,
  /** Looked at products. */
  BROWSE,
  /** Opened more than one page, or did something else. */
  READ,
  /** One page, and nothing done on it: nobody can say. */
  UNKNOWN;

  private static final Set<String> HELP =
      Set.of("help", "contact", "support", "returns", "return", "shipping", "delivery", "faq");

  static Intent of(Story story, Outcome outcome) {
    if (story.has(Fact.Bought.class) || story.has(Fact.CheckoutStarted.class)) {
      return BUY;
    }
    if (story.has(Fact.Added.class)
        || story.has(Fact.Picked.class)
        || story.has(Fact.Zoomed.class)
        || story.of(Fact.Viewed.class).stream().anyMatch(Fact.Viewed::returned)) {
      return CHOOSE;
    }
    if (story.has(Fact.FormSent.class) || story.has(Fact.FormRefused.class) || helped(story)) {
      return GET_HELP;
    }
    if (story.has(Fact.Searched.class)) {
      return FIND;
    }
    if (story.has(Fact.Viewed.class)) {
      return BROWSE;
    }
    return outcome == Outcome.BOUNCED ? UNKNOWN : READ;
  }

  private static boolean helped(Story story) {
    List<Fact.PageOpened> pages = story.of(Fact.PageOpened.class);
    return pages.stream()
        .anyMatch(page -> isHelp(page.label()) || isHelp(Address.path(page.url())));
  }

  private static boolean isHelp(@Nullable String text) {
    if (text == null) {
      return false;
    }
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
      if (HELP.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
