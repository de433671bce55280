package dev.crow.analytics.report;

import dev.crow.analytics.report.Summary.Place;
import dev.crow.analytics.report.Summary.Ranking;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** Counts by name. Beyond many names new ones are not taken up, so that memory is bounded. */
final class Tally {

  private static final int MOST = 100_000;

  private final Map<String, Long> counts = new HashMap<>();

  void add(String name, long count) {
    if (!name.isBlank() && (counts.size() < MOST || counts.containsKey(name))) {
      counts.merge(name, count, Long::sum);
    }
  }

  long of(String name) {
    return counts.getOrDefault(name, 0L);
  }

  long names() {
    return counts.size();
  }

  Ranking ranking(String title, int most) {
    return new Ranking(title, top(most));
  }

  List<Place> top(int most) {
    return counts.entrySet().stream()
        .sorted(
            Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Entry.comparingByKey()))
        .limit(most)
        .map(entry -> new Place(entry.getKey(), entry.getValue()))
        .toList();
  }
}
