package dev.crow.demo;

import dev.crow.demo.driver.Ledger;
import dev.crow.demo.session.GroundTruth;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Words what was sent, and what became of it. */
final class Summary {

  private final List<GroundTruth> truths;
  private final Ledger ledger;

  Summary(List<GroundTruth> truths, Ledger ledger) {
    this.truths = truths;
    this.ledger = ledger;
  }

  String text() {
    int events = truths.stream().mapToInt(GroundTruth::eventCount).sum();
    Formatter text = new Formatter(Locale.ROOT);
    text.format("%,d visits with %,d events%n", truths.size(), events);
    text.format(
        "  %,d acknowledged (%,d known before), %,d refused, %,d failed; %,d retries%n",
        ledger.acknowledged().size(),
        ledger.duplicates().size(),
        ledger.refused().size(),
        ledger.failed().size(),
        ledger.retries());
    text.format(
        "  %d bought, %d left at checkout, %d left a cart, %d met trouble%n",
        count(GroundTruth::purchased),
        count(GroundTruth::abandonedCheckout),
        count(GroundTruth::abandonedCart),
        count(truth -> !truth.friction().isEmpty()));
    section(text, "Events by type", types());
    section(text, "Visits that met a planted truth", planted());
    reasons(text);
    return text.toString();
  }

  private void reasons(Formatter text) {
    Map<String, Integer> reasons = new TreeMap<>();
    ledger.refused().values().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
    if (!reasons.isEmpty()) {
      section(text, "Refused because", reasons);
    }
    if (!ledger.incompleteSessions().isEmpty()) {
      text.format("%d visits without a start or an end%n", ledger.incompleteSessions().size());
    }
  }

  private static void section(Formatter text, String title, Map<String, Integer> counts) {
    text.format("%s%n", title);
    counts.forEach((name, count) -> text.format("  %-20s %,7d%n", name, count));
  }

  private Map<String, Integer> types() {
    Map<String, Integer> types = new TreeMap<>();
    truths.forEach(
        truth -> truth.eventTypes().forEach((type, n) -> types.merge(type, n, Integer::sum)));
    return types;
  }

  private Map<String, Integer> planted() {
    Map<String, Integer> planted = new TreeMap<>();
    truths.forEach(truth -> truth.planted().forEach(id -> planted.merge(id, 1, Integer::sum)));
    return planted;
  }

  private long count(Predicate<GroundTruth> which) {
    return truths.stream().filter(which).count();
  }
}
