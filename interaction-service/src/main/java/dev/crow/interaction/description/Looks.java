package dev.crow.interaction.description;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wordings of searching, looking and choosing. */
final class Looks {

  private Looks() {}

  static void views(Phrase.Builder out, List<Fact.Viewed> views, Telling telling) {
    if (views.size() == 2
        && views.get(1).evidence().first().isAfter(views.get(0).evidence().last())) {
      boolean ordered = telling.pick(21, "first", "list").equals("first");
      out.add(ordered ? "looked first at " : "looked at ");
      one(out, views.get(0), telling);
      out.add(ordered ? " and then at " : " and ");
      one(out, views.get(1), telling);
      return;
    }
    out.add(views.size() > 4 ? telling.pick(22, "browsed ", "looked at ") : "looked at ");
    telling.list(out, views, view -> label(view, telling), "product", "products");
    if (views.size() == 1) {
      int total = views.getFirst().evidence().total();
      out.add(total > 1 && !views.getFirst().product().isUnknown() ? " " + Words.times(total) : "");
    }
    List<String> again = new ArrayList<>();
    for (Fact.Viewed view : views) {
      if (view.returned() && !view.product().isUnknown() && again.size() < 2) {
        again.add(view.product().label());
      }
    }
    if (!again.isEmpty() && views.size() > 1) {
      out.add(telling.pick(23, ", coming back to ", ", returning to ")).add(Words.list(again));
    }
  }

  private static void one(Phrase.Builder out, Fact.Viewed view, Telling telling) {
    out.on(view.evidence()).naming(view.product()).add(label(view, telling));
  }

  private static String label(Fact.Viewed view, Telling telling) {
    return telling.refer(view.product()) + telling.price(view.product(), view.price());
  }

  static void searches(Phrase.Builder out, List<Fact.Searched> searches, Telling telling) {
    Fact.Searched first = searches.getFirst();
    if (searches.size() > 1) {
      out.add("searched for ");
      boolean vain = searches.stream().allMatch(Looks::isVain);
      telling.list(out, searches, s -> vain ? query(s) : searched(s), "search", "searches");
      out.add(vain ? " without finding anything" : "");
      return;
    }
    out.on(first.evidence());
    out.add(
        first.query() == null ? "used the search" : "searched for " + Words.quote(first.query()));
    Integer results = first.results();
    if (results == null) {
      return;
    }
    String found =
        results == 0 ? "nothing" : Words.count(results) + (results == 1 ? " result" : " results");
    out.add(
        results == 0
            ? ", which found nothing"
            : telling.pick(24, " (" + found + ")", ", which found " + found));
  }

  private static boolean isVain(Fact.Searched search) {
    return search.results() != null && search.results() == 0;
  }

  private static String query(Fact.Searched search) {
    return search.query() == null ? "something" : Words.quote(search.query());
  }

  private static String searched(Fact.Searched search) {
    String query = query(search);
    Integer results = search.results();
    return results == null
        ? query
        : query + " (" + Words.count(results) + (results == 1 ? " result)" : " results)");
  }

  static void pages(Phrase.Builder out, List<Fact.PageOpened> pages, Telling telling) {
    out.add(telling.pick(25, "opened ", "visited ", "opened "));
    telling.list(out, pages, page -> page(page.label()), "page", "pages");
  }

  static String page(@Nullable String label) {
    return label == null ? "a page" : Words.quote(label);
  }

  static void picks(Phrase.Builder out, List<Fact.Picked> picks, Telling telling) {
    Fact.Picked first = picks.getFirst();
    if (picks.size() == 1 && !first.variants().isEmpty()) {
      List<String> variants = first.variants();
      int shown = Math.min(variants.size(), telling.shown());
      List<String> quoted = new ArrayList<>();
      variants.subList(0, shown).forEach(variant -> quoted.add(Words.quote(variant)));
      if (variants.size() > shown) {
        quoted.add(Words.upToTwenty(variants.size() - shown) + " more");
      }
      out.on(first.evidence()).naming(first.product());
      out.add(variants.size() == 1 ? "picked " : telling.pick(26, "tried ", "switched between "));
      out.add(Words.list(quoted));
      String product = telling.refer(first.product());
      out.add(product.equals("it") ? "" : " for " + product);
      return;
    }
    out.add("picked a variant of ");
    telling.list(out, picks, pick -> telling.refer(pick.product()), "product", "products");
  }

  static void items(Phrase.Builder out, List<Fact.Added> items, Telling telling) {
    telling.list(out, items, item -> item(item, telling), "item", "items");
  }

  private static String item(Fact.Added item, Telling telling) {
    String label = telling.refer(item.product());
    String several = item.quantity() > 1 ? Words.count(item.quantity()) + " of " : "";
    String them = item.quantity() > 1 && label.equals("it") ? "them" : label;
    String variant = item.variant() == null ? "" : " in " + Words.quote(item.variant());
    return several + them + variant + telling.price(item.product(), item.price());
  }
}
