package dev.crow.analytics.exports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.crow.analytics.report.Format;
import dev.crow.analytics.report.Kind;
import dev.crow.analytics.report.Wanted;
import dev.crow.contracts.export.v1.ExportFilters;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * An export that is made again and again.
 *
 * @param id UUIDv7
 * @param organizationId whose
 * @param name of each report
 * @param content what is exported, and when
 * @param enabled whether it is followed
 * @param nextAt when it is due
 * @param lastExportId the latest export, or null
 * @param createdBy {@code user:…} or {@code key:…}
 * @param createdAt when
 * @param version grows with each change
 */
record Schedule(
    String id,
    String organizationId,
    String name,
    Content content,
    boolean enabled,
    Instant nextAt,
    @Nullable String lastExportId,
    String createdBy,
    Instant createdAt,
    long version) {

  /** How often. */
  enum Every {
    @JsonProperty("day")
    DAY,
    @JsonProperty("week")
    WEEK,
    @JsonProperty("month")
    MONTH
  }

  /**
   * What is exported, and when.
   *
   * @param kind of rows
   * @param format of the file
   * @param every how often
   * @param hour of the day, 0 to 23
   * @param weekday of weekly ones
   * @param dayOfMonth of monthly ones, 1 to 28
   * @param timeZone IANA name, of the hour and of the days
   * @param source channel of interactions, or null for all
   * @param productId or null for all
   * @param period of patterns, or null for all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Content(
      Kind kind,
      Format format,
      Every every,
      int hour,
      DayOfWeek weekday,
      int dayOfMonth,
      String timeZone,
      @Nullable String source,
      @Nullable String productId,
      @Nullable String period) {

    ZoneId zone() {
      return ZoneId.of(timeZone);
    }

    /** An hour that the clock skips is the one after it. */
    Instant next(Instant after) {
      LocalDate day = LocalDate.ofInstant(after, zone());
      Instant next = at(due(day));
      while (!next.isAfter(after)) {
        day = day.plusDays(1);
        next = at(due(day));
      }
      return next;
    }

    /** First day on or after that one on which it is due. */
    private LocalDate due(LocalDate day) {
      return switch (every) {
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.nextOrSame(weekday));
        case MONTH -> {
          LocalDate thisMonth = day.withDayOfMonth(dayOfMonth);
          yield thisMonth.isBefore(day) ? thisMonth.plusMonths(1) : thisMonth;
        }
      };
    }

    private Instant at(LocalDate day) {
      return day.atTime(LocalTime.of(hour, 0)).atZone(zone()).toInstant();
    }

    /**
     * The day before, the seven days before, or the month before. Products have no days.
     *
     * @param due when it was due
     */
    ExportFilters filters(Instant due) {
      if (kind == Kind.PRODUCTS) {
        return new ExportFilters(null, null, source, productId, period);
      }
      LocalDate day = LocalDate.ofInstant(due, zone());
      YearMonth month = YearMonth.from(day).minusMonths(1);
      return switch (every) {
        case DAY -> between(day.minusDays(1), day.minusDays(1));
        case WEEK -> between(day.minusDays(7), day.minusDays(1));
        case MONTH -> between(month.atDay(1), month.atEndOfMonth());
      };
    }

    private ExportFilters between(LocalDate from, LocalDate to) {
      return new ExportFilters(from, to, source, productId, period);
    }
  }

  /** What it asks for when it is due. */
  Wanted wanted() {
    return new Wanted(
        content.kind(), content.format(), name, content.filters(nextAt), content.zone());
  }
}
