package dev.crow.pattern.topics;

import dev.crow.pattern.visits.Visit;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Picks the visits that stand for a day: those whose ids have the lowest hashes. The choice depends
 * on nothing else, so it is fair, and the same each time. Not thread-safe.
 */
public final class DaySample {

  /** Visits of a day, at most; each costs a run of the embedding model. */
  static final int SIZE = 150;

  private final TreeMap<String, Visit> chosen =
      new TreeMap<>(
          Comparator.comparingInt((String id) -> mixed(id))
              .thenComparing(Comparator.naturalOrder()));

  /**
   * @param visit one more of the day
   */
  public void add(Visit visit) {
    chosen.put(visit.interactionId(), visit);
    if (chosen.size() > SIZE) {
      chosen.pollLastEntry();
    }
  }

  /**
   * @return the chosen ones, in a fixed order
   */
  public List<Visit> visits() {
    return List.copyOf(chosen.values());
  }

  /** Ids may be made in order; their hashes must not be. */
  private static int mixed(String id) {
    int hash = id.hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x7feb352d;
    hash = (hash ^ (hash >>> 15)) * 0x846ca68b;
    return hash ^ (hash >>> 16);
  }
}
