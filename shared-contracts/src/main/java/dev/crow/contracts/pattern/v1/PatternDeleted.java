package dev.crow.contracts.pattern.v1;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Somebody deleted a pattern: it is shown no more, and its period does not have it again.
 *
 * @param organizationId whose
 * @param patternId its id
 * @param identity the same for the same statement about other periods, which stay
 * @param timePeriod {@code day}, {@code week}, {@code month}, {@code year} or {@code all_time}
 * @param periodStart first day of the period, UTC
 * @param deletedAt when
 */
public record PatternDeleted(
    String organizationId,
    String patternId,
    String identity,
    String timePeriod,
    LocalDate periodStart,
    Instant deletedAt) {}
