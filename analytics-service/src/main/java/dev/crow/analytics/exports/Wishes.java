package dev.crow.analytics.exports;

import dev.crow.analytics.report.Kind;
import dev.crow.contracts.export.v1.ExportFilters;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks what people want exported. */
final class Wishes {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final Set<String> PERIODS = Set.of("day", "week", "month", "year", "all_time");
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2200;
  private static final int DAYS = 30;
  private static final int MOST_DAYS = 3_660;

  private final JdbcClient jdbc;
  private final Clock clock;

  Wishes(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void requirePermission(Caller caller, Kind kind) {
    if (!kind.mayBeReadBy(caller)) {
      throw new ApiException(
          ErrorCode.INSUFFICIENT_SCOPE,
          "Exporting " + kind.word() + " needs " + kind.permission() + ".");
    }
  }

  /** As named; else the organization's; else UTC. */
  ZoneId zone(Caller caller, @Nullable String named) {
    if (named == null) {
      return organizations(caller.organizationId());
    }
    try {
      return ZoneId.of(named);
    } catch (DateTimeException e) {
      throw wrong("timeZone", "timeZone is an IANA name such as Europe/Berlin.");
    }
  }

  private ZoneId organizations(String organizationId) {
    return jdbc.sql(
            "SELECT time_zone FROM retention_rules WHERE org_id = ? AND time_zone IS NOT NULL")
        .param(organizationId)
        .query(String.class)
        .optional()
        .map(ZoneId::of)
        .orElse(ZoneOffset.UTC);
  }

  /** Refuses what a kind does not know: an export must not hold more than its reader thinks. */
  void check(Kind kind, ExportFilters filters) {
    LocalDate from = filters.from();
    LocalDate to = filters.to();
    if (kind == Kind.PRODUCTS && (from != null || to != null)) {
      throw wrong("from", "Products are exported as they are now, without days.");
    }
    if (from != null && to != null && from.isAfter(to)) {
      throw wrong("from", "from is not after to.");
    }
    requireYear("from", from);
    requireYear("to", to);
    if (filters.source() != null && kind != Kind.INTERACTIONS) {
      throw wrong("source", "Only interactions have a source.");
    }
    if (filters.productId() != null && kind != Kind.INTERACTIONS && kind != Kind.PATTERNS) {
      throw wrong("productId", "Only interactions and patterns are of a product.");
    }
    if (filters.period() != null && kind != Kind.PATTERNS) {
      throw wrong("period", "Only patterns have a period.");
    }
    if (filters.period() != null && !PERIODS.contains(filters.period())) {
      throw wrong("period", "period is day, week, month, year or all_time.");
    }
  }

  private static void requireYear(String field, @Nullable LocalDate day) {
    if (day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
      throw wrong(field, "Days are from the years 2000 to 2200.");
    }
  }

  /** Figures have days in any case: thirty unless it is said which. */
  ExportFilters filled(Kind kind, ExportFilters filters, ZoneId zone) {
    if (kind != Kind.ANALYTICS) {
      return filters;
    }
    LocalDate to =
        Objects.requireNonNullElseGet(
            filters.to(), () -> LocalDate.ofInstant(clock.instant(), zone));
    LocalDate from = Objects.requireNonNullElseGet(filters.from(), () -> to.minusDays(DAYS - 1));
    if (from.isAfter(to) || from.plusDays(MOST_DAYS).isBefore(to)) {
      throw wrong(
          "from", "Figures are of at most ten years, from a day that is not after the last.");
    }
    return new ExportFilters(from, to, filters.source(), filters.productId(), filters.period());
  }

  /** Such as {@code Interactions, 1 Nov 2026 to 30 Nov 2026}. */
  static String name(Kind kind, ExportFilters filters) {
    String word = kind.word();
    String title = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    Optional<String> from = Optional.ofNullable(filters.from()).map(DAY::format);
    Optional<String> to = Optional.ofNullable(filters.to()).map(DAY::format);
    if (from.isPresent() && to.isPresent()) {
      return title + ", " + (from.equals(to) ? from.get() : from.get() + " to " + to.get());
    }
    return from.map(day -> title + " from " + day)
        .or(() -> to.map(day -> title + " until " + day))
        .orElse(title);
  }

  private static ApiException wrong(String field, String detail) {
    return new ApiException(ErrorCode.VALIDATION_FAILED, detail).field(field);
  }
}
