package dev.crow.pattern.wording;

import dev.crow.events.NameUuid;
import dev.crow.pattern.counting.Subjects;
import dev.crow.pattern.mining.Hypothesis;
import dev.crow.pattern.mining.Kind;
import dev.crow.pattern.mining.Measure;
import dev.crow.pattern.statistics.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts together what a model may say of a finding. */
final class Briefing {

  private static final List<String> UP =
      List.of(
          "more",
          "higher",
          "up",
          "rise",
          "rises",
          "rose",
          "rising",
          "risen",
          "grow",
          "grows",
          "grew",
          "growing",
          "increase",
          "increases",
          "increased",
          "increasing");
  private static final List<String> DOWN =
      List.of(
          "fewer",
          "less",
          "lower",
          "down",
          "fall",
          "falls",
          "fell",
          "falling",
          "fallen",
          "drop",
          "drops",
          "dropped",
          "dropping",
          "decrease",
          "decreases",
          "decreased",
          "decreasing");

  /** Not the word alone: new orders are something else than orders that are new. */
  private static final List<String> NEW = List.of("New:", "this is new", "this was not so before");

  private final Wording words;

  Briefing(Wording words) {
    this.words = words;
  }

  Brief of(Hypothesis finding, boolean isNew) {
    Wording.Text plain = words.text(finding);
    String found = words.found(finding);
    List<String> findings =
        List.of(found, found + " (" + Numbers.of(finding.comparison().group()) + ")");
    List<String> against = against(finding);
    List<String> phrases = phrases(finding, plain.title());
    if (isNew) {
      phrases.addAll(NEW);
    }
    List<String> single = finding.isUp() ? UP : DOWN;
    List<String> all = new ArrayList<>(findings);
    all.addAll(against);
    all.addAll(phrases);
    all.addAll(single);
    return new Brief(
        NameUuid.of(String.join("\n", all)).toString(),
        plain.title(),
        plain.description(),
        findings,
        against,
        phrases,
        single);
  }

  /** Never without a word that says it is the other one. */
  private static List<String> against(Hypothesis finding) {
    List<String> joints = new ArrayList<>(List.of("against", "compared with"));
    if (isOverTime(finding)) {
      joints.add(finding.isUp() ? "up from" : "down from");
    }
    if (finding.kind() == Kind.TREND) {
      joints.add("after");
    }
    Share rest = finding.comparison().rest();
    String percent = Numbers.percent(rest);
    String whole = percent + " " + Wording.compared(finding);
    List<String> against = new ArrayList<>();
    for (String joint : joints) {
      against.add(joint + " " + percent);
      against.add(joint + " " + whole);
      against.add(joint + " " + whole + " (" + Numbers.of(rest) + ")");
    }
    return against;
  }

  private List<String> phrases(Hypothesis finding, String title) {
    List<String> phrases = new ArrayList<>();
    phrases.add(title);
    phrases.add(words.noun(finding.measure(), finding.subject()));
    if (isOverTime(finding)) {
      String when = Wording.when(finding);
      phrases.add(when.substring(0, 1).toLowerCase(Locale.ROOT) + when.substring(1));
    }
    if (finding.segment() != null) {
      phrases.add(words.who(finding));
    }
    switch (finding.kind()) {
      case AFFINITY -> {
        Subjects.split(finding.subject()).forEach(id -> phrases.add(words.product(id)));
        phrases.add("are bought together");
        phrases.add(Wording.times(finding));
      }
      case SEQUENCE -> phrases.add(words.pair(finding.subject(), " leads to "));
      default -> {
        if (finding.measure().isOfProduct()) {
          phrases.add(words.product(finding.subject()));
        } else if (finding.measure() == Measure.EXIT_RATE) {
          phrases.add(finding.subject());
        }
      }
    }
    String price = words.price(finding).strip();
    if (!price.isEmpty()) {
      phrases.add(price.substring(0, price.length() - 1));
    }
    return phrases;
  }

  private static boolean isOverTime(Hypothesis finding) {
    return switch (finding.kind()) {
      case TREND, CHANGE -> true;
      case TOPIC -> finding.segment() == null;
      default -> false;
    };
  }
}
