package dev.crow.analytics.trends;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.analytics.projection.Bins;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How values are spread, over time. */
@RestController
@RequestMapping("/api/v1/analytics/distributions")
@RequiresPermission(Permissions.INTERACTIONS_READ)
@Tag(name = "Analytics")
class DistributionController {

  private static final List<Double> PERCENTILES = List.of(50.0, 75.0, 90.0, 95.0, 99.0);
  private static final int MOST_PERCENTILES = 20;

  private final Sums sums;
  private final Clock clock;

  DistributionController(Sums sums, Clock clock) {
    this.sums = sums;
    this.clock = clock;
  }

  @GetMapping
  @Operation(
      summary = "Percentiles of a measure in each hour, day, week or month, at most 1 % off",
      description =
          "measure is session-duration (seconds), session-events, order-value (smallest unit of"
              + " the currency named by group) or web-vitals (thousandths; group is LCP, CLS, INP,"
              + " TTFB …).")
  Distribution distribution(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "session-duration") String measure,
      @RequestParam(defaultValue = "") String group,
      @Parameter(description = "hour, day, week or month") @RequestParam(defaultValue = "day")
          String interval,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate to,
      @RequestParam(required = false) @Nullable String timeZone,
      @Parameter(description = "Above 0 up to 100; 50, 75, 90, 95 and 99 if absent")
          @RequestParam(required = false)
          @Nullable List<Double> percentile) {
    Measure counted =
        Measure.of(measure)
            .filter(each -> each.keys() == Keys.BINS && each != Measure.TRANSITIONS)
            .orElseThrow(
                () ->
                    new ApiException(ErrorCode.INVALID_PARAMETER, "There is no such measure.")
                        .field("measure"));
    List<Double> wanted = percentile == null ? PERCENTILES : percentile;
    if (wanted.size() > MOST_PERCENTILES
        || wanted.stream().anyMatch(each -> !(each > 0 && each <= 100))) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "At most 20 percentiles, above 0 and up to 100.")
          .field("percentile");
    }
    Timeline timeline = Timeline.of(from, to, timeZone, clock);
    List<Stretch> points = timeline.points(Interval.of(interval));
    Map<Integer, Map<Long, Long>> bins = new LinkedHashMap<>();
    sums.ofGroup(
        caller.organizationId(),
        counted,
        points,
        group,
        (point, key, count) ->
            bins.computeIfAbsent(point, _ -> new LinkedHashMap<>())
                .put(Long.valueOf(Keys.parts(key)[1]), count));
    Histogram all = Bins.empty();
    List<DistributionPoint> answers = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Stretch point = points.get(i);
      Histogram own = Bins.empty();
      bins.getOrDefault(i, Map.of()).forEach(own::recordValueWithCount);
      all.add(own);
      answers.add(
          new DistributionPoint(
              point.startsAt(timeline.zone()),
              point.endsAt(timeline.zone()),
              own.getTotalCount(),
              percentiles(own, wanted)));
    }
    return new Distribution(
        counted.word(),
        group,
        interval,
        timeline.zone().getId(),
        all.getTotalCount(),
        percentiles(all, wanted),
        answers);
  }

  private static Map<String, Long> percentiles(Histogram histogram, List<Double> wanted) {
    Map<String, Long> values = new LinkedHashMap<>();
    if (histogram.getTotalCount() > 0) {
      for (double percentile : wanted) {
        String name =
            percentile == Math.rint(percentile) ? "p" + (long) percentile : "p" + percentile;
        long value = histogram.getValueAtPercentile(percentile);
        values.put(name, histogram.medianEquivalentValue(value));
      }
    }
    return values;
  }

  /**
   * @param measure what is spread
   * @param group which of its distributions; empty where there is one
   * @param interval how long a point is
   * @param timeZone whose days
   * @param count of all values
   * @param percentiles of all values, such as {@code p95}; empty without values
   * @param points in order
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Distribution(
      String measure,
      String group,
      String interval,
      String timeZone,
      long count,
      Map<String, Long> percentiles,
      List<DistributionPoint> points) {}

  /**
   * @param start first moment
   * @param end moment after the last
   * @param count of values
   * @param percentiles of them; empty without values
   */
  record DistributionPoint(
      OffsetDateTime start, OffsetDateTime end, long count, Map<String, Long> percentiles) {}
}
