package dev.crow.pattern.results;

import dev.crow.pattern.mining.Kind;
import dev.crow.pattern.mining.TimePeriod;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which patterns are wanted; null is any.
 *
 * @param organizationId whose; from the caller's token
 * @param period how long a time
 * @param start first day of the period
 * @param kinds of these sorts; empty for all
 * @param statuses of these; empty for all
 * @param productId product involved
 * @param after place after which the page begins
 * @param limit most on the page
 */
public record PatternQuery(
    String organizationId,
    @Nullable TimePeriod period,
    @Nullable LocalDate start,
    Set<Kind> kinds,
    Set<Status> statuses,
    @Nullable String productId,
    @Nullable Place after,
    int limit) {

  /** Copies the sets. */
  public PatternQuery {
    kinds = Set.copyOf(kinds);
    statuses = Set.copyOf(statuses);
  }

  /**
   * A place in the order: latest period first, in it the weightiest first.
   *
   * @param start first day of the period
   * @param position in it
   * @param id of the pattern
   */
  public record Place(String start, int position, String id) {

    static Place of(Pattern pattern) {
      return new Place(pattern.periodStart().toString(), pattern.position(), pattern.id());
    }

    String text() {
      return start + "|" + position + "|" + id;
    }

    /** Reads what {@link #text} wrote. */
    static Place parse(String text) {
      String[] parts = text.split("\\|", 3);
      return new Place(parts[0], Integer.parseInt(parts[1]), parts[2]);
    }
  }
}
