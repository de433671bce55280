package dev.crow.analytics.trends;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.analytics.projection.Measure;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.web.v1.WebEventTypes;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures somebody wants to see first. */
@RestController
@RequestMapping("/api/v1/analytics/overview")
@RequiresPermission(Permissions.INTERACTIONS_READ)
@Tag(name = "Analytics")
class OverviewController {

  private static final List<Measure> COUNTED =
      List.of(Measure.SESSIONS, Measure.EVENTS, Measure.ORDERS);

  private static final int CURRENCIES = 5;

  private final Sums sums;
  private final Clock clock;

  OverviewController(Sums sums, Clock clock) {
    this.sums = sums;
    this.clock = clock;
  }

  @GetMapping
  @Operation(
      summary = "Visitors, sessions, events, orders and revenue, against the days before",
      description =
          "range is today, yesterday, 7-days, 30-days, this-week, this-month, last-month or"
              + " this-quarter.")
  Overview overview(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "30-days") String range,
      @Parameter(description = "IANA name; UTC if absent") @RequestParam(required = false)
          @Nullable String timeZone) {
    ZoneId zone = Timeline.zone(timeZone);
    Timeline timeline = timeline(range, LocalDate.ofInstant(clock.instant(), zone), zone);
    List<Stretch> now = List.of(timeline.whole());
    List<Stretch> before = List.of(timeline.before().whole());
    String organization = caller.organizationId();
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.of(
            Measure.VISITORS.word(),
            null,
            sums.visitors(organization, now)[0],
            sums.visitors(organization, before)[0]));
    for (Measure measure : COUNTED) {
      figures.add(
          Figure.of(
              measure.word(),
              null,
              sums.byPoint(organization, measure, now)[0],
              sums.byPoint(organization, measure, before)[0]));
    }
    // As events, for those are counted finely enough for every time zone.
    String views = WebEventTypes.PAGE_VIEW;
    figures.add(
        Figure.of(
            "page-views",
            null,
            of(organization, Measure.EVENTS, views, now),
            of(organization, Measure.EVENTS, views, before)));
    for (String currency :
        sums.greatest(organization, Measure.REVENUE, now.getFirst(), null, null, CURRENCIES)
            .sequencedKeySet()) {
      figures.add(
          Figure.of(
              Measure.REVENUE.word(),
              currency,
              of(organization, Measure.REVENUE, currency, now),
              of(organization, Measure.REVENUE, currency, before)));
    }
    return new Overview(range, timeline.from(), timeline.to(), zone.getId(), figures);
  }

  private long of(String organization, Measure measure, String key, List<Stretch> points) {
    return Arrays.stream(
            sums.ofKeys(organization, measure, points, List.of(key)).getOrDefault(key, new long[0]))
        .sum();
  }

  private static Timeline timeline(String range, LocalDate today, ZoneId zone) {
    return switch (range) {
      case "today" -> new Timeline(today, today, zone);
      case "yesterday" -> new Timeline(today.minusDays(1), today.minusDays(1), zone);
      case "7-days" -> new Timeline(today.minusDays(6), today, zone);
      case "30-days" -> new Timeline(today.minusDays(29), today, zone);
      case "this-week" ->
          new Timeline(today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), today, zone);
      case "this-month" -> new Timeline(today.withDayOfMonth(1), today, zone);
      case "last-month" ->
          new Timeline(
              today.minusMonths(1).withDayOfMonth(1), today.withDayOfMonth(1).minusDays(1), zone);
      case "this-quarter" ->
          new Timeline(
              today.withMonth((today.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1),
              today,
              zone);
      default ->
          throw new ApiException(ErrorCode.INVALID_PARAMETER, "There is no such range.")
              .field("range");
    };
  }

  /**
   * @param range as it was asked for
   * @param from first day
   * @param to last day
   * @param timeZone whose days
   * @param figures in the order they are shown in
   */
  record Overview(
      String range, LocalDate from, LocalDate to, String timeZone, List<Figure> figures) {}

  /**
   * @param measure what was counted
   * @param key currency of a revenue; absent elsewhere
   * @param value how much
   * @param previous how much in as many days before
   * @param change of the value, as a share of the previous one; absent where that is 0
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Figure(
      String measure, @Nullable String key, long value, long previous, @Nullable Double change) {

    static Figure of(String measure, @Nullable String key, long value, long previous) {
      Double change = previous == 0 ? null : (value - previous) / (double) previous;
      return new Figure(measure, key, value, previous, change);
    }
  }
}
