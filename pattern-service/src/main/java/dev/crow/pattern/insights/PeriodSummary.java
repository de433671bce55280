package dev.crow.pattern.insights;

import dev.crow.events.NameUuid;
import dev.crow.pattern.insights.Insights.Figures;
import dev.crow.pattern.results.Pattern;
import dev.crow.pattern.results.Status;
import dev.crow.pattern.wording.Brief;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sums up a period in words: its visits and orders, and how many patterns came and went. */
final class PeriodSummary {

  private final long visits;
  private final long orders;
  private final @Nullable Long change;
  private final long patterns;
  private final long fresh;
  private final long gone;
  private final @Nullable Pattern foremost;

  /**
   * @param before figures of the period before, if there are any
   * @param found patterns of the period, the weightiest first
   */
  PeriodSummary(@Nullable Figures now, @Nullable Figures before, List<Pattern> found) {
    this.visits = now == null ? 0 : now.visits();
    this.orders = now == null ? 0 : now.purchase();
    this.change =
        before == null || before.visits() == 0
            ? null
            : Math.round(100.0 * (visits - before.visits()) / before.visits());
    this.gone = number(found, Status.GONE);
    this.patterns = found.size() - gone;
    this.fresh = number(found, Status.NEW);
    this.foremost = found.stream().filter(p -> p.status() == Status.NEW).findFirst().orElse(null);
  }

  private static long number(List<Pattern> patterns, Status status) {
    return patterns.stream().filter(pattern -> pattern.status() == status).count();
  }

  String text() {
    if (visits == 0) {
      return "There were no visits.";
    }
    StringBuilder text = new StringBuilder(count(visits, "visit", "visits"));
    if (change != null) {
      text.append(" (")
          .append(change >= 0 ? "+" : "−")
          .append(Math.abs(change))
          .append("% against the period before)");
    }
    text.append(", ").append(count(orders, "order", "orders")).append(". ");
    text.append(count(patterns, "pattern", "patterns")).append(", ");
    text.append(fresh).append(" of them new, and ").append(gone).append(" gone.");
    if (foremost != null) {
      text.append(" Foremost: ").append(foremost.title()).append('.');
    }
    return text.toString();
  }

  /** What a model may say of it. Its words hold as long as these figures do. */
  Brief brief() {
    String came = count(visits, "visit", "visits");
    List<String> findings = new ArrayList<>(List.of(came));
    if (change != null) {
      String against =
          change == 0
              ? "as many as in the period before"
              : Math.abs(change)
                  + (change > 0 ? "% more" : "% fewer")
                  + " than in the period before";
      findings.add(came + ", " + against);
      findings.add(came + " (" + against + ")");
    }
    String key =
        NameUuid.of(
                String.join("\n", findings),
                orders + " " + patterns + " " + fresh + " " + gone,
                foremost == null ? "" : foremost.id())
            .toString();
    return new Brief(key, "", text(), findings, List.of(), phrases(), List.of());
  }

  private List<String> phrases() {
    String there = count(patterns, "pattern", "patterns");
    String found = there + (patterns == 1 ? " was found" : " were found");
    List<String> phrases = new ArrayList<>(List.of(count(orders, "order", "orders"), there, found));
    if (fresh > 0) {
      phrases.add(there + ", " + fresh + " of them new");
      phrases.add(found + ", " + fresh + " of them new");
    }
    if (gone > 0) {
      phrases.add(count(gone, "pattern is gone", "patterns are gone"));
    }
    if (foremost != null) {
      phrases.add("foremost: " + foremost.title());
    }
    return phrases;
  }

  private static String count(long number, String one, String many) {
    return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number)
        + " "
        + (number == 1 ? one : many);
  }
}
