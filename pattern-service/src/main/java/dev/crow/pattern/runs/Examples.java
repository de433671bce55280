package dev.crow.pattern.runs;

import dev.crow.pattern.results.Pattern;
import dev.crow.pattern.visits.Visit;
import dev.crow.pattern.visits.Visits;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the newest interactions of each pattern, looking through a limited number of visits. */
final class Examples {

  private static final int WANTED = 10;
  private static final int PAGE = 500;
  private static final int MOST_VISITS = 10_000;

  private final Visits visits;

  Examples(Visits visits) {
    this.visits = visits;
  }

  /** By pattern id; patterns without any are missing. */
  Map<String, List<String>> of(
      String organization, List<Pattern> found, Map<String, List<String>> ofTopics) {
    Map<String, List<String>> examples = new HashMap<>();
    List<Pattern> patterns = new ArrayList<>();
    for (Pattern pattern : found) {
      if (pattern.about().restsOnSamples()) {
        examples.put(pattern.id(), ofTopics.getOrDefault(pattern.about().subject(), List.of()));
      } else {
        patterns.add(pattern);
      }
    }
    LocalDate from =
        patterns.stream().map(p -> p.about().from()).min(Comparator.naturalOrder()).orElse(null);
    LocalDate to =
        patterns.stream().map(p -> p.about().to()).max(Comparator.naturalOrder()).orElse(null);
    if (from == null || to == null) {
      return examples;
    }
    List<Pattern> open = new ArrayList<>(patterns);
    List<Visit> page = visits.between(organization, from, to, null, PAGE);
    for (int seen = page.size(); !page.isEmpty() && !open.isEmpty(); seen += page.size()) {
      for (Visit visit : page) {
        open.removeIf(pattern -> isFull(examples, pattern, visit));
      }
      page =
          seen >= MOST_VISITS
              ? List.of()
              : visits.between(organization, from, to, Visits.Place.of(page.getLast()), PAGE);
    }
    return examples;
  }

  private static boolean isFull(Map<String, List<String>> examples, Pattern pattern, Visit visit) {
    if (!pattern.about().counts(visit)) {
      return false;
    }
    List<String> ids = examples.computeIfAbsent(pattern.id(), _ -> new ArrayList<>());
    ids.add(visit.interactionId());
    return ids.size() == WANTED;
  }
}
