package dev.crow.interaction.description;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what went wrong. */
final class Troubles {

  private final Story story;
  private final Telling telling;

  Troubles(Story story, Telling telling) {
    this.story = story;
    this.telling = telling;
  }

  /**
   * @param max troubles told; the rest is only tagged
   * @param visitor who clicked: "they " or "a visitor "
   * @param activities what was told before
   * @return one sentence's worth, or null where nothing went wrong
   */
  @Nullable Phrase phrase(int max, String visitor, List<Phrase> activities) {
    List<Fact> chosen = chosen(max);
    if (chosen.isEmpty()) {
      return null;
    }
    Phrase.Builder out = new Phrase.Builder();
    out.add(when(chosen, activities, out));
    Set<String> told = new LinkedHashSet<>();
    String subject = visitor;
    for (Fact fact : chosen) {
      String clause = clause(fact, subject);
      if (told.add(clause)) {
        out.on(fact.evidence());
        Fact.FormSent sent = fact instanceof Fact.FormRefused form ? sent(form) : null;
        if (sent != null) {
          out.on(sent.evidence());
        }
        subject = isClick(fact) ? "" : "they ";
      }
    }
    List<String> clauses = List.copyOf(told);
    String separator = clauses.size() > 2 ? ", " : "";
    for (int i = 0; i < clauses.size(); i++) {
      boolean predicate = i > 0 && clauses.get(i).startsWith("clicked ");
      String and = predicate && clauses.size() == 2 ? " and " : ", and ";
      out.add(i == 0 ? "" : i == clauses.size() - 1 ? and : separator).add(clauses.get(i));
    }
    return out.build();
  }

  boolean any() {
    return story.facts().stream().anyMatch(fact -> weight(fact) > 0);
  }

  /** Whether everything that went wrong did so after the order. */
  boolean cameAfterTheOrder(int max) {
    List<Fact.Bought> orders = story.of(Fact.Bought.class);
    return !orders.isEmpty()
        && chosen(max).stream()
            .allMatch(fact -> fact.evidence().first().isAfter(orders.getLast().evidence().last()));
  }

  private List<Fact> chosen(int max) {
    List<Fact> found = new ArrayList<>();
    for (Fact fact : story.facts()) {
      if (weight(fact) > 0) {
        found.add(fact);
      }
    }
    found.sort(Comparator.comparingInt(Troubles::weight).reversed());
    List<Fact> chosen = new ArrayList<>(found.subList(0, Math.min(max, found.size())));
    chosen.sort(Comparator.comparing(fact -> fact.evidence().first()));
    return chosen;
  }

  private static int weight(Fact fact) {
    return switch (fact) {
      case Fact.RageClicked _ -> 6;
      case Fact.CallFailed _ -> 5;
      case Fact.FormRefused _ -> 4;
      case Fact.ScriptFailed _ -> 3;
      case Fact.DeadClicked _ -> 2;
      case Fact.PagePoor _ -> 1;
      default -> 0;
    };
  }

  /** Whether everything that went wrong did so between the start of checkout and its end. */
  boolean cameInCheckout(int max) {
    List<Fact.CheckoutStarted> checkouts = story.of(Fact.CheckoutStarted.class);
    List<Fact> chosen = chosen(max);
    return !checkouts.isEmpty()
        && !chosen.isEmpty()
        && !cameAfterTheOrder(max)
        && chosen.stream()
            .allMatch(
                fact -> fact.evidence().first().isAfter(checkouts.getFirst().evidence().first()));
  }

  private String when(List<Fact> chosen, List<Phrase> activities, Phrase.Builder out) {
    if (cameAfterTheOrder(chosen.size())) {
      out.on(story.of(Fact.Bought.class).getFirst().evidence());
      return telling.pick(31, "after the order, ", "after ordering, ");
    }
    if (cameInCheckout(chosen.size())) {
      out.on(story.of(Fact.CheckoutStarted.class).getFirst().evidence());
      return telling.pick(32, "after starting checkout, ", "once in checkout, ");
    }
    boolean before =
        activities.stream()
            .anyMatch(told -> told.last().isAfter(chosen.getFirst().evidence().first()));
    return before ? "along the way, " : "";
  }

  private static boolean isClick(Fact fact) {
    return fact instanceof Fact.RageClicked || fact instanceof Fact.DeadClicked;
  }

  private String clause(Fact fact, String subject) {
    return switch (fact) {
      case Fact.RageClicked rage -> subject + "clicked " + rage(rage);
      case Fact.DeadClicked dead -> {
        int total = dead.evidence().total();
        String what = dead.label() == null ? "a spot on the page" : Words.quote(dead.label());
        String often = total > 1 ? " " + Words.times(total) : "";
        yield subject
            + "clicked "
            + what
            + often
            + telling.pick(33, ", which did nothing", " without any effect");
      }
      case Fact.CallFailed call -> call(call);
      case Fact.FormRefused form -> form(form) + (sent(form) == null ? "" : " before it was sent");
      case Fact.ScriptFailed error -> {
        int total = error.evidence().total();
        String message =
            error.message() == null
                ? ""
                : " (" + (total > 1 ? "first " : "") + Words.quote(error.message()) + ")";
        yield total == 1
            ? telling.pick(34, "the page hit a script error", "a script failed") + message
            : Words.count(total, "script error", "script errors") + " came up" + message;
      }
      case Fact.PagePoor page -> poor(page);
      default -> "";
    };
  }

  private static String rage(Fact.RageClicked rage) {
    String what = rage.label() == null ? "the same spot" : Words.quote(rage.label());
    int bursts = rage.evidence().total();
    if (bursts > 1) {
      return what + " again and again, in " + Words.upToTwenty(bursts) + " quick bursts";
    }
    return rage.clicks() == null
        ? what + " several times in quick succession"
        : what + " " + Words.count(rage.clicks()) + " times in quick succession";
  }

  private String call(Fact.CallFailed call) {
    String target = call.path() == null ? "" : " to " + Words.quote(call.path());
    int total = call.evidence().total();
    String subject =
        total == 1 ? "a request" + target : Words.count(total, "request", "requests") + target;
    return call.status() == null
        ? subject + " failed"
        : subject
            + telling.pick(35, " failed with status ", " came back with error ")
            + call.status();
  }

  private String form(Fact.FormRefused form) {
    int total = form.evidence().total();
    String where = form.form() == null ? "a form" : "the form " + Words.quote(form.form());
    String field = form.field() == null ? "an entry" : "the field " + Words.quote(form.field());
    String often = total > 1 ? " " + Words.times(total) : "";
    String message = form.message() == null ? "" : " (" + Words.quote(form.message()) + ")";
    return where + telling.pick(36, " rejected ", " refused ") + field + often + message;
  }

  /** The same form, sent later; {@link Activities} leaves it to this sentence. */
  private Fact.@Nullable FormSent sent(Fact.FormRefused refused) {
    for (Fact.FormSent sent : story.of(Fact.FormSent.class)) {
      if (sent.form() != null
          && sent.form().equals(refused.form())
          && sent.evidence().first().isAfter(refused.evidence().last())) {
        return sent;
      }
    }
    return null;
  }

  private static String poor(Fact.PagePoor poor) {
    String page = poor.page() == null ? "a page" : Words.quote(poor.page());
    return switch (poor.vital()) {
      case LCP -> page + " took " + seconds(poor.value()) + " seconds to show its main content";
      case INP -> page + " took " + seconds(poor.value()) + " seconds to react to the visitor";
      case CLS -> "the layout of " + page + " kept shifting";
    };
  }

  /** One decimal, as people say it: 5.2. */
  static String seconds(BigDecimal milliseconds) {
    BigDecimal seconds = milliseconds.movePointLeft(3).setScale(1, RoundingMode.HALF_UP);
    return seconds.stripTrailingZeros().scale() <= 0
        ? seconds.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
        : seconds.toPlainString();
  }
}
