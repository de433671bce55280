package dev.crow.analytics.trends;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.analytics.projection.Measure;
import dev.crow.analytics.projection.Measure.Keys;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How often something happened, over time. */
@RestController
@RequestMapping("/api/v1/analytics/trends")
@RequiresPermission(Permissions.INTERACTIONS_READ)
@Tag(name = "Analytics")
class TrendController {

  private static final int MOST_SERIES = 50;

  private final Sums sums;
  private final Clock clock;

  TrendController(Sums sums, Clock clock) {
    this.sums = sums;
    this.clock = clock;
  }

  @GetMapping
  @Operation(
      summary = "How often something happened in each hour, day, week or month",
      description =
          "measure is events, sessions, visitors, orders, revenue, outcomes, devices, arrivals,"
              + " languages, tags, pages, entries, exits, custom-events, searches,"
              + " products-viewed, products-carted or products-purchased. Late events amend what"
              + " was counted. Points begin at midnight of the time zone; weeks begin on Monday."
              + " Visitors are each counted once in a point, so their points have no total."
              + " Without a key, revenue is that of the currency most was paid in.")
  Trend trend(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "events") String measure,
      @Parameter(description = "hour, day, week or month") @RequestParam(defaultValue = "day")
          String interval,
      @Parameter(description = "First day; 29 days before the last if absent")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @Parameter(description = "Last day; today if absent")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate to,
      @Parameter(description = "IANA name such as Europe/Berlin; UTC if absent")
          @RequestParam(required = false)
          @Nullable String timeZone,
      @Parameter(
              description =
                  "Only these types, paths, products …; several are allowed, each is a series")
          @RequestParam(required = false)
          @Nullable List<String> key,
      @Parameter(description = "0 to 50: so many of the greatest as series of their own")
          @RequestParam(defaultValue = "0")
          int top) {
    Measure counted = counted(measure);
    if (top < 0 || top > MOST_SERIES || (key != null && key.size() > MOST_SERIES)) {
      throw new ApiException(ErrorCode.INVALID_PARAMETER, "There are at most 50 series.")
          .field(key == null ? "top" : "key");
    }
    Timeline timeline = Timeline.of(from, to, timeZone, clock);
    List<Stretch> points = timeline.points(Interval.of(interval));
    if (counted == Measure.VISITORS) {
      return trend(
          counted, interval, timeline, points, sums.visitors(caller.organizationId(), points));
    }
    List<String> keys = key == null ? null : key.stream().distinct().toList();
    if (keys == null && counted == Measure.REVENUE) {
      keys = greatestCurrency(caller.organizationId(), timeline);
    }
    return counted(caller.organizationId(), counted, interval, timeline, points, keys, top);
  }

  /** Amounts of several currencies cannot be added up. */
  private List<String> greatestCurrency(String organization, Timeline timeline) {
    return List.copyOf(
        sums.greatest(organization, Measure.REVENUE, timeline.whole(), null, null, 1)
            .sequencedKeySet());
  }

  private static Measure counted(String word) {
    return Measure.of(word)
        .filter(measure -> measure.keys() != Keys.BINS)
        .orElseThrow(
            () ->
                new ApiException(ErrorCode.INVALID_PARAMETER, "There is no such measure.")
                    .field("measure"));
  }

  private static Trend trend(
      Measure measure, String interval, Timeline timeline, List<Stretch> points, long[] values) {
    return new Trend(
        measure.word(),
        interval,
        timeline.zone().getId(),
        points(timeline, points, values),
        null,
        null,
        List.of());
  }

  private Trend counted(
      String organization,
      Measure measure,
      String interval,
      Timeline timeline,
      List<Stretch> points,
      @Nullable List<String> wanted,
      int top) {
    List<String> keys =
        wanted != null
            ? wanted
            : top == 0
                ? List.of()
                : List.copyOf(
                    sums.greatest(organization, measure, timeline.whole(), null, null, top)
                        .sequencedKeySet());
    Map<String, long[]> byKey =
        keys.isEmpty() ? Map.of() : sums.ofKeys(organization, measure, points, keys);
    long[] values =
        wanted == null
            ? sums.byPoint(organization, measure, points)
            : added(byKey.values(), points.size());
    return new Trend(
        measure.word(),
        interval,
        timeline.zone().getId(),
        points(timeline, points, values),
        Arrays.stream(values).sum(),
        before(organization, measure, timeline, wanted),
        keys.stream().map(key -> Series.of(key, byKey.getOrDefault(key, new long[0]))).toList());
  }

  private long before(
      String organization, Measure measure, Timeline timeline, @Nullable List<String> wanted) {
    List<Stretch> before = List.of(timeline.before().whole());
    return wanted == null
        ? sums.byPoint(organization, measure, before)[0]
        : added(sums.ofKeys(organization, measure, before, wanted).values(), 1)[0];
  }

  private static long[] added(Iterable<long[]> series, int points) {
    long[] all = new long[points];
    for (long[] one : series) {
      Arrays.setAll(all, i -> all[i] + one[i]);
    }
    return all;
  }

  private static List<Point> points(Timeline timeline, List<Stretch> points, long[] values) {
    List<Point> all = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Stretch point = points.get(i);
      all.add(new Point(point.startsAt(timeline.zone()), point.endsAt(timeline.zone()), values[i]));
    }
    return all;
  }

  /**
   * @param measure what is counted
   * @param interval how long a point is
   * @param timeZone whose days
   * @param points in order; those at the ends may be shorter
   * @param total of all points; absent for visitors
   * @param previous total of as many days before; absent for visitors
   * @param series of single keys
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Trend(
      String measure,
      String interval,
      String timeZone,
      List<Point> points,
      @Nullable Long total,
      @Nullable Long previous,
      List<Series> series) {}

  /**
   * @param start first moment
   * @param end moment after the last
   * @param value how often
   */
  record Point(OffsetDateTime start, OffsetDateTime end, long value) {}

  /**
   * @param key which type, path, product …
   * @param total of its points
   * @param values of the points
   */
  record Series(String key, long total, List<Long> values) {

    static Series of(String key, long[] values) {
      return new Series(key, Arrays.stream(values).sum(), Arrays.stream(values).boxed().toList());
    }
  }
}
