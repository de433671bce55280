package dev.crow.pattern.counting;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionFacts.Product;
import dev.crow.contracts.interaction.v1.InteractionFacts.Search;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells whether a visit was counted among the given subjects, by the rules of the counter. */
public final class Mentions {

  private Mentions() {}

  /**
   * @param facts of a visit
   * @param segment group of visitors, or null for all
   * @return whether the visit belongs to it
   */
  public static boolean isIn(InteractionFacts facts, @Nullable String segment) {
    if (segment == null) {
      return true;
    }
    return Segments.dimension(segment).equals(Segments.TROUBLE)
        ? has(facts, Tally.TROUBLE, Segments.value(segment))
        : Segments.of(facts).contains(segment);
  }

  /**
   * @param facts of a visit
   * @param tally sort
   * @param subject what
   * @return whether the visit was counted for it
   */
  public static boolean has(InteractionFacts facts, Tally tally, String subject) {
    return switch (tally) {
      case VISITS -> true;
      case VIEWERS -> facts.steps().contains("product");
      case CARTERS -> facts.steps().contains("cart");
      case CHECKOUTS -> facts.steps().contains("checkout");
      case ABANDONED_CHECKOUTS ->
          facts.steps().contains("checkout") && !facts.steps().contains("purchase");
      case BUYERS -> facts.steps().contains("purchase");
      case BOUNCED -> facts.outcome().equals("bounced");
      case SEARCHERS -> !facts.searches().isEmpty();
      case SEARCHED -> searched(facts, subject, false);
      case VAIN -> searched(facts, subject, true);
      case VIEWED -> product(facts, subject, List.of());
      case CARTED -> product(facts, subject, List.of("carted", "purchased"));
      case LEFT ->
          product(facts, subject, List.of("carted"))
              && !product(facts, subject, List.of("purchased"));
      case BOUGHT, IN_BASKET -> product(facts, subject, List.of("purchased"));
      case BASKETS -> facts.products().stream().filter(p -> is(p, "purchased")).count() > 1;
      case PAIR ->
          Subjects.split(subject).stream().allMatch(id -> product(facts, id, List.of("purchased")));
      case PAGE, VIEWS, STEPS_FROM, STEPS_TO -> pages(facts).contains(subject);
      case EXITS -> {
        List<String> pages = pages(facts);
        yield !pages.isEmpty()
            && pages.getLast().equals(subject)
            && !facts.steps().contains("purchase");
      }
      case STEP -> follows(pages(facts), Subjects.split(subject));
      case TROUBLE -> VisitCounter.troubles(facts, VisitCounter.pageNames(facts)).contains(subject);
      case PRICED, PRICE_SUM, REVENUE -> false;
    };
  }

  private static boolean searched(InteractionFacts facts, String query, boolean vain) {
    for (Search search : facts.searches()) {
      if (search.query().equals(query) && (!vain || Integer.valueOf(0).equals(search.results()))) {
        return true;
      }
    }
    return false;
  }

  /** With any of these roles; without any given, in whatever role. */
  private static boolean product(InteractionFacts facts, String id, List<String> roles) {
    for (Product product : facts.products()) {
      if (product.id().equals(id)
          && (roles.isEmpty() || roles.stream().anyMatch(role -> is(product, role)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(Product product, String role) {
    return product.roles().contains(role);
  }

  private static List<String> pages(InteractionFacts facts) {
    Map<String, String> names = VisitCounter.pageNames(facts);
    return facts.pages().stream()
        .map(page -> names.getOrDefault(page.path(), page.path()))
        .toList();
  }

  private static boolean follows(List<String> pages, List<String> pair) {
    for (int i = 0; i + 1 < pages.size(); i++) {
      if (pages.get(i).equals(pair.get(0)) && pages.get(i + 1).equals(pair.get(1))) {
        return true;
      }
    }
    return false;
  }
}
