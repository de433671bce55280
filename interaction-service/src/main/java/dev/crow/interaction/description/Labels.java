package dev.crow.interaction.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be said of a story in data instead of words: its tags and its products. */
final class Labels {

  private Labels() {}

  static List<String> tags(Story story, Outcome outcome) {
    List<String> tags = new ArrayList<>();
    add(tags, outcome == Outcome.PURCHASED, Tags.PURCHASE);
    boolean left = outcome != Outcome.PURCHASED && !Cart.left(story).isEmpty();
    add(tags, left, Tags.ABANDONED_CART);
    add(tags, outcome == Outcome.ABANDONED_CHECKOUT, Tags.ABANDONED_CHECKOUT);
    add(tags, searchedInVain(story), Tags.SEARCH_NO_RESULTS);
    add(tags, story.has(Fact.RageClicked.class), Tags.RAGE_CLICK);
    add(tags, story.has(Fact.DeadClicked.class), Tags.DEAD_CLICK);
    add(tags, story.has(Fact.ScriptFailed.class), Tags.ERROR);
    add(tags, story.has(Fact.CallFailed.class), Tags.API_ERROR);
    add(tags, story.has(Fact.PagePoor.class), Tags.SLOW_PAGE);
    add(tags, story.has(Fact.FormRefused.class), Tags.FORM_TROUBLE);
    add(tags, outcome == Outcome.BOUNCED, Tags.BOUNCE);
    return tags;
  }

  private static void add(List<String> tags, boolean applies, String tag) {
    if (applies) {
      tags.add(tag);
    }
  }

  private static boolean searchedInVain(Story story) {
    for (Fact.Searched search : story.of(Fact.Searched.class)) {
      Integer results = search.results();
      if (results != null && results == 0) {
        return true;
      }
    }
    return false;
  }

  static List<ProductMention> products(Story story) {
    Map<Product, Set<ProductMention.Role>> roles = new LinkedHashMap<>();
    for (Fact fact : story.facts()) {
      switch (fact) {
        case Fact.Viewed f -> note(roles, f.product(), ProductMention.Role.VIEWED);
        case Fact.Zoomed f -> note(roles, f.product(), ProductMention.Role.ZOOMED);
        case Fact.Picked f -> note(roles, f.product(), ProductMention.Role.CHOSEN);
        case Fact.Added f -> note(roles, f.product(), ProductMention.Role.CARTED);
        case Fact.Removed f -> note(roles, f.product(), ProductMention.Role.REMOVED);
        case Fact.Bought f ->
            f.lines().forEach(l -> note(roles, l.product(), ProductMention.Role.PURCHASED));
        default -> {}
      }
    }
    List<ProductMention> mentions = new ArrayList<>();
    roles.forEach((product, did) -> mentions.add(mention(product, did)));
    return mentions;
  }

  private static ProductMention mention(Product product, Set<ProductMention.Role> roles) {
    return new ProductMention(product.id(), product.name(), roles);
  }

  private static void note(
      Map<Product, Set<ProductMention.Role>> roles, Product product, ProductMention.Role role) {
    if (!product.isUnknown()) {
      roles.computeIfAbsent(product, _ -> new LinkedHashSet<>()).add(role);
    }
  }
}
