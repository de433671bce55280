package dev.crow.contracts.pattern.v1;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A pattern was found that this period did not have before.
 *
 * @param organizationId whose
 * @param patternId its id
 * @param identity the same for the same statement about other periods
 * @param timePeriod {@code day}, {@code week}, {@code month}, {@code year} or {@code all_time}
 * @param periodStart first day of the period, UTC
 * @param kind such as {@code friction} or {@code trend}
 * @param status {@code new}, {@code growing}, {@code steady} or {@code fading}, against the period
 *     before
 * @param title a few words
 * @param description one or two sentences with the numbers
 * @param productIds products it is about
 * @param confidence 0 to 1: one less the false discovery rate
 * @param discoveredAt when it was found
 */
public record PatternDiscovered(
    String organizationId,
    String patternId,
    String identity,
    String timePeriod,
    LocalDate periodStart,
    String kind,
    String status,
    String title,
    String description,
    List<String> productIds,
    double confidence,
    Instant discoveredAt) {

  /** Copies the product ids. */
  public PatternDiscovered {
    productIds = List.copyOf(productIds);
  }
}
