package dev.crow.contracts.export.v1;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The next rows of an export are wanted: the record of {@code export-queue}. Whoever keeps that
 * kind writes them into the object store and answers with an {@link ExportPart}.
 *
 * @param organizationId whose rows
 * @param exportId the export
 * @param part number of the part, from 1
 * @param kind one of {@link ExportKinds}
 * @param filters which rows
 * @param timeZone IANA name, whose days the filters name
 * @param after where the part before ended, in the terms of who keeps the kind; null for the first
 * @param orderedAt when
 */
public record ExportPartOrdered(
    String organizationId,
    String exportId,
    int part,
    String kind,
    ExportFilters filters,
    String timeZone,
    @Nullable String after,
    Instant orderedAt) {

  /**
   * @return first moment of the first day, or null for any
   */
  public @Nullable Instant begin() {
    LocalDate from = filters.from();
    return from == null ? null : from.atStartOfDay(ZoneId.of(timeZone)).toInstant();
  }

  /**
   * @return first moment after the last day, or null for any
   */
  public @Nullable Instant end() {
    LocalDate to = filters.to();
    return to == null ? null : to.plusDays(1).atStartOfDay(ZoneId.of(timeZone)).toInstant();
  }
}
