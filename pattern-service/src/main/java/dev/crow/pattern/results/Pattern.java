package dev.crow.pattern.results;

import dev.crow.pattern.mining.Measure;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.visits.Visit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was found of a period.
 *
 * @param id the same as long as the period's patterns hold it
 * @param period how long a time
 * @param periodStart its first day
 * @param periodEnd day after its last
 * @param identity the same for the same statement about other periods
 * @param status what became of it since the period before
 * @param position 0 for the weightiest of the period
 * @param title a few words
 * @param description with the numbers
 * @param advice what to do
 * @param generator what wrote title and description
 * @param products ids
 * @param confidence 0 to 1: one less the false discovery rate
 * @param createdAt when it was first found for this period
 * @param updatedAt when it was last worked out
 * @param about what it says, for machines, and its statistics
 */
public record Pattern(
    String id,
    TimePeriod period,
    LocalDate periodStart,
    LocalDate periodEnd,
    String identity,
    Status status,
    int position,
    String title,
    String description,
    String advice,
    String generator,
    List<String> products,
    double confidence,
    Instant createdAt,
    Instant updatedAt,
    About about) {

  /** {@link #generator} of what templates wrote. */
  public static final String TEMPLATES = "templates/1";

  /** Copies the products. */
  public Pattern {
    products = List.copyOf(products);
  }

  /**
   * What a pattern says, for machines.
   *
   * @param kind what sort of regularity
   * @param measure the share that is compared
   * @param subject of the measure
   * @param segment group of visitors compared with the others, or null
   * @param direction {@code up} or {@code down}
   * @param from first day it is about
   * @param to day after the last
   * @param statistics what it rests on
   */
  public record About(
      String kind,
      String measure,
      String subject,
      @Nullable String segment,
      String direction,
      LocalDate from,
      LocalDate to,
      Statistics statistics) {

    /**
     * @return whether its visits are samples: then its examples are all that is known to be of it
     */
    public boolean restsOnSamples() {
      return measure.equals(Measure.TOPIC_SHARE.word());
    }

    /**
     * @param visit any of the same organization
     * @return whether it is one of those the pattern speaks of
     */
    public boolean counts(Visit visit) {
      LocalDate day = visit.day();
      return !day.isBefore(from)
          && day.isBefore(to)
          && Measure.of(measure).counts(visit.facts(), subject, segment);
    }
  }
}
