package dev.crow.analytics.trends;

import dev.crow.analytics.projection.Grain;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A stretch of time.
 *
 * @param start first second since 1970
 * @param end second after the last
 */
record Stretch(long start, long end) {

  /** Buckets of one length, one after the other. */
  record Run(Grain grain, long from, long to) {}

  /**
   * Covers the stretch exactly by the fewest buckets there are.
   *
   * @param grains lengths that are counted
   * @return in order of time
   * @throws IllegalArgumentException if its ends lie within the shortest buckets
   */
  List<Run> covered(Set<Grain> grains) {
    List<Run> runs = new ArrayList<>();
    long at = start;
    while (at < end) {
      Grain grain = longest(at, grains);
      long next = grain.next(at);
      Run last = runs.isEmpty() ? null : runs.getLast();
      if (last != null && last.grain() == grain) {
        runs.set(runs.size() - 1, new Run(grain, last.from(), next));
      } else {
        runs.add(new Run(grain, at, next));
      }
      at = next;
    }
    return runs;
  }

  private Grain longest(long at, Set<Grain> grains) {
    for (Grain grain : Grain.LONGEST_FIRST) {
      if (grains.contains(grain) && grain.start(at) == at && grain.next(at) <= end) {
        return grain;
      }
    }
    throw new IllegalArgumentException("The stretch does not begin or end with a bucket");
  }

  /** Whether buckets of these lengths cover it exactly. */
  boolean isCoveredBy(Set<Grain> grains) {
    Grain shortest = grains.stream().min(Enum::compareTo).orElseThrow();
    return shortest.start(start) == start && shortest.start(end) == end;
  }

  /** Whether it is one bucket of one of these lengths. */
  boolean isOneOf(Set<Grain> grains) {
    return grains.stream()
        .anyMatch(grain -> grain.start(start) == start && grain.next(start) == end);
  }

  Instant startsAt() {
    return Instant.ofEpochSecond(start);
  }

  Instant endsAt() {
    return Instant.ofEpochSecond(end);
  }

  OffsetDateTime startsAt(ZoneId zone) {
    return startsAt().atZone(zone).toOffsetDateTime();
  }

  OffsetDateTime endsAt(ZoneId zone) {
    return endsAt().atZone(zone).toOffsetDateTime();
  }
}
