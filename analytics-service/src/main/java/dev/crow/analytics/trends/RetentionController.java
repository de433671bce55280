package dev.crow.analytics.trends;

import dev.crow.analytics.projection.Grain;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who comes back. */
@RestController
@RequestMapping("/api/v1/analytics/retention")
@RequiresPermission(Permissions.INTERACTIONS_READ)
@Tag(name = "Analytics")
class RetentionController {

  private static final int MOST_COHORTS = 60;

  private final JdbcClient jdbc;
  private final Clock clock;

  RetentionController(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @GetMapping
  @Operation(
      summary = "How many new visitors come back in later days, weeks or months",
      description =
          "A cohort are the visitors who came for the first time in one day, week or month of UTC."
              + " returned[0] are all of them, returned[1] those who came in the next one as well,"
              + " and so on up to now.")
  Retention retention(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "day, week or month") @RequestParam(defaultValue = "week")
          String interval,
      @Parameter(description = "First day; 29 days before the last if absent")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @Parameter(description = "Last day; today if absent")
          @RequestParam(required = false)
          @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate to) {
    Grain grain = grain(interval);
    Stretch whole = Timeline.of(from, to, null, clock).whole();
    List<Long> starts = new ArrayList<>();
    long now = Math.max(whole.end() - 1, clock.instant().getEpochSecond());
    for (long at = grain.start(whole.start()); at < whole.end(); at = grain.next(at)) {
      starts.add(at);
    }
    if (starts.size() > MOST_COHORTS) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "At most 60 cohorts: choose a longer interval.")
          .field("interval");
    }
    List<Long> until = new ArrayList<>(starts);
    while (grain.next(until.getLast()) <= now && until.size() < 2 * MOST_COHORTS) {
      until.add(grain.next(until.getLast()));
    }
    SequencedMap<Long, long[]> cohorts = new TreeMap<>();
    for (int i = 0; i < starts.size(); i++) {
      cohorts.put(starts.get(i), new long[until.size() - i]);
    }
    fill(caller.organizationId(), grain, cohorts, until);
    return new Retention(
        interval,
        cohorts.entrySet().stream()
            .map(
                entry ->
                    new Cohort(
                        LocalDate.ofInstant(Instant.ofEpochSecond(entry.getKey()), ZoneOffset.UTC),
                        Arrays.stream(entry.getValue()).boxed().toList()))
            .toList());
  }

  private static Grain grain(String interval) {
    return switch (interval) {
      case "day" -> Grain.DAY;
      case "week" -> Grain.WEEK;
      case "month" -> Grain.MONTH;
      default ->
          throw new ApiException(ErrorCode.INVALID_PARAMETER, "interval is day, week or month.")
              .field("interval");
    };
  }

  private void fill(
      String organization, Grain grain, SequencedMap<Long, long[]> cohorts, List<Long> until) {
    jdbc.sql(
            """
            WITH firsts AS (
              SELECT visitor, min(start) AS first FROM presences
              WHERE org_id = :org AND grain = :grain GROUP BY visitor)
            SELECT f.first AS first, p.start AS start, count(*) AS visitors
            FROM firsts f JOIN presences p ON p.org_id = :org AND p.grain = :grain
              AND p.visitor = f.visitor
            WHERE f.first >= :from AND f.first <= :to AND p.start <= :until
            GROUP BY 1, 2
            """)
        .param("org", organization)
        .param("grain", grain.word())
        .param("from", cohorts.firstEntry().getKey())
        .param("to", cohorts.lastEntry().getKey())
        .param("until", until.getLast())
        .query(
            (RowCallbackHandler)
                row -> {
                  long first = row.getLong("first");
                  long[] returned = cohorts.get(first);
                  int place = until.indexOf(row.getLong("start")) - until.indexOf(first);
                  if (returned != null) {
                    returned[place] = row.getLong("visitors");
                  }
                });
  }

  /**
   * @param interval day, week or month
   * @param cohorts in order
   */
  record Retention(String interval, List<Cohort> cohorts) {}

  /**
   * @param start first day
   * @param returned how many were there in it, and in each one after it
   */
  record Cohort(LocalDate start, List<Long> returned) {}
}
