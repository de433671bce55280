package dev.crow.notification.preference;

import dev.crow.notification.people.MailWishes;
import java.util.Map;

/**
 * How one person is told of everything.
 *
 * @param chosen what they decided here; other categories are as usual
 * @param wishes what they said in user-service, which can only silence mails
 */
public record Choices(Map<Category, Choice> chosen, MailWishes wishes) {

  /** Copies the map. */
  public Choices {
    chosen = Map.copyOf(chosen);
  }

  Choice of(Category category) {
    return chosen.getOrDefault(category, category.usual());
  }

  /**
   * @param category of a notification
   * @return how it reaches them, all things considered
   */
  public Choice effective(Category category) {
    Choice choice = of(category);
    return isSilenced(category, choice.email()) ? new Choice(choice.inApp(), MailMode.OFF) : choice;
  }

  boolean isSilenced(Category category, MailMode mode) {
    if (mode == MailMode.WEEKLY) {
      return !wishes.weeklyDigest();
    }
    return switch (category) {
      case PATTERNS -> !wishes.patterns();
      case BILLING -> !wishes.billing();
      case TEAM -> !wishes.team();
      case INGESTION, PRODUCTS, EXPORTS, SYSTEM -> false;
    };
  }
}
