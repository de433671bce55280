package dev.crow.interaction.description;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells what a visitor looked for, looked at and did, as predicates: "looked at the Lamp". */
final class Activities {

  /** The order is that of importance: where room is short, later ones are left out. */
  private static final List<Class<? extends Fact>> KINDS =
      List.of(
          Fact.Viewed.class,
          Fact.Added.class,
          Fact.Searched.class,
          Fact.Removed.class,
          Fact.Picked.class,
          Fact.PageOpened.class,
          Fact.FormSent.class,
          Fact.Downloaded.class,
          Fact.Played.class,
          Fact.Zoomed.class,
          Fact.Other.class,
          Fact.Clicked.class,
          Fact.Scrolled.class);

  private final Story story;
  private final Telling telling;
  private final boolean endingTellsCart;

  Activities(Story story, Telling telling, boolean endingTellsCart) {
    this.story = story;
    this.telling = telling;
    this.endingTellsCart = endingTellsCart;
  }

  List<Phrase> phrases(int max) {
    List<List<? extends Fact>> groups = new ArrayList<>();
    for (Class<? extends Fact> kind : KINDS) {
      List<? extends Fact> group = worthTelling(kind);
      if (!group.isEmpty() && groups.size() < max) {
        groups.add(group);
      }
    }
    groups.sort(Comparator.comparing(group -> group.getFirst().evidence().first()));
    List<Phrase> phrases = new ArrayList<>();
    for (List<? extends Fact> group : groups) {
      telling.turnTo(onlyProduct(group));
      phrases.add(phrase(group));
    }
    return phrases;
  }

  private static @Nullable String onlyProduct(List<? extends Fact> group) {
    Set<String> ids = new HashSet<>();
    for (Fact fact : group) {
      ids.add(fact instanceof Fact.OfProduct about ? about.product().id() : "");
    }
    return ids.size() == 1 ? ids.iterator().next() : null;
  }

  private List<? extends Fact> worthTelling(Class<? extends Fact> kind) {
    if (kind == Fact.Added.class && endingTellsCart) {
      return List.of();
    }
    if (kind == Fact.PageOpened.class) {
      return pages();
    }
    if (kind == Fact.Picked.class) {
      return picks();
    }
    if (kind == Fact.Scrolled.class && story.has(Fact.PageOpened.class)) {
      return List.of();
    }
    if (kind == Fact.FormSent.class) {
      return story.of(Fact.FormSent.class).stream().filter(this::wentWell).toList();
    }
    boolean minor =
        kind == Fact.Clicked.class || kind == Fact.Scrolled.class || kind == Fact.Other.class;
    if (minor && story.facts().stream().anyMatch(Activities::isMajor)) {
      return List.of();
    }
    return story.of(kind);
  }

  private boolean wentWell(Fact.FormSent sent) {
    return story.of(Fact.FormRefused.class).stream()
        .noneMatch(refused -> sent.form() != null && sent.form().equals(refused.form()));
  }

  private static boolean isMajor(Fact fact) {
    return switch (fact) {
      case Fact.Clicked _, Fact.Scrolled _, Fact.PagePoor _, Fact.PageOpened _ -> false;
      case Fact.ScriptFailed _, Fact.CallFailed _, Fact.RageClicked _, Fact.DeadClicked _ -> false;
      case Fact.Other _ -> false;
      default -> true;
    };
  }

  /** Pages that are not already told as the landing page, a product, a search or a checkout. */
  private List<Fact.PageOpened> pages() {
    Set<String> told = new HashSet<>();
    story
        .session()
        .events()
        .forEach(
            event -> {
              boolean working =
                  switch (event.type()) {
                    case "product_view", "search", "add_to_cart", "checkout_start", "purchase" ->
                        true;
                    default -> false;
                  };
              if (working && event.url() != null) {
                told.add(Address.page(event.url()));
              }
            });
    List<Fact.PageOpened> pages = new ArrayList<>(story.of(Fact.PageOpened.class));
    if (!pages.isEmpty()
        && pages.getFirst().evidence().events().getFirst().equals(story.firstEvent())
        && pages.getFirst().label() != null) {
      pages.removeFirst();
    }
    pages.removeIf(page -> !page.url().isEmpty() && told.contains(page.url()));
    return pages;
  }

  /** The cart tells the variant that went into it. */
  private List<Fact.Picked> picks() {
    List<Fact.Picked> picks = story.of(Fact.Picked.class);
    if (!endingTellsCart || !story.has(Fact.Bought.class)) {
      for (Fact.Added added : story.of(Fact.Added.class)) {
        picks.removeIf(
            pick ->
                pick.product().id().equals(added.product().id())
                    && added.variant() != null
                    && pick.variants().equals(List.of(added.variant())));
      }
    }
    return picks;
  }

  private Phrase phrase(List<? extends Fact> group) {
    Phrase.Builder out = new Phrase.Builder();
    switch (group.getFirst()) {
      case Fact.Viewed _ -> Looks.views(out, only(group, Fact.Viewed.class), telling);
      case Fact.Searched _ -> Looks.searches(out, only(group, Fact.Searched.class), telling);
      case Fact.PageOpened _ -> Looks.pages(out, only(group, Fact.PageOpened.class), telling);
      case Fact.Picked _ -> Looks.picks(out, only(group, Fact.Picked.class), telling);
      case Fact.Zoomed _ -> {
        out.add("zoomed in on ");
        products(out, only(group, Fact.Zoomed.class));
      }
      case Fact.Added _ -> {
        List<Fact.Added> items = only(group, Fact.Added.class);
        boolean put =
            items.stream().allMatch(item -> item.variant() == null)
                && telling.pick(11, "put", "added").equals("put");
        out.add(put ? "put " : "added ");
        Looks.items(out, items, telling);
        out.add(put ? " in the cart" : " to the cart");
      }
      case Fact.Removed _ -> {
        boolean took = telling.pick(12, "took", "removed").equals("took");
        out.add(took ? "took " : "removed ");
        products(out, only(group, Fact.Removed.class));
        out.add(took ? " out of the cart again" : " from the cart again");
      }
      case Fact.FormSent _ ->
          named(
              out, group, "sent ", "the form ", "a form", "form", f -> ((Fact.FormSent) f).form());
      case Fact.Downloaded _ ->
          named(out, group, "downloaded ", "", "a file", "file", f -> ((Fact.Downloaded) f).file());
      case Fact.Played _ ->
          named(
              out,
              group,
              "played ",
              "",
              "a recording",
              "recording",
              f -> ((Fact.Played) f).media());
      case Fact.Clicked _ ->
          named(
              out,
              group,
              "clicked ",
              "",
              "something unlabelled",
              "element",
              f -> ((Fact.Clicked) f).label());
      case Fact.Other _ ->
          named(
              out,
              group,
              "triggered ",
              "",
              "an unnamed event",
              "event",
              f -> ((Fact.Other) f).name());
      default -> out.add("scrolled").on(group.getFirst().evidence());
    }
    return out.build();
  }

  private <T extends Fact.OfProduct> void products(Phrase.Builder out, List<T> facts) {
    telling.list(out, facts, fact -> telling.refer(fact.product()), "product", "products");
  }

  private void named(
      Phrase.Builder out,
      List<? extends Fact> group,
      String verb,
      String article,
      String unnamed,
      String noun,
      Function<Fact, @Nullable String> name) {
    out.add(verb);
    telling.list(
        out,
        group,
        fact -> {
          String text = name.apply(fact);
          return text == null ? unnamed : article + Words.quote(text);
        },
        noun,
        noun + "s");
  }

  private static <T extends Fact> List<T> only(List<? extends Fact> group, Class<T> kind) {
    return group.stream().map(kind::cast).toList();
  }
}
