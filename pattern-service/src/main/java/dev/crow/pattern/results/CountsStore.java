package dev.crow.pattern.results;

import dev.crow.pattern.counting.Counts;
import dev.crow.pattern.counting.CountsCodec;
import dev.crow.pattern.mining.Series;
import dev.crow.pattern.mining.Series.Slice;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.relational.Timestamps;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts of periods. Those of a longer one are the sum of those of its parts. */
public final class CountsStore {

  private static final int DAYS_BEFORE_A_DAY = 14;
  private static final int DAYS_IN_DAYS = 62;
  private static final int DAYS_IN_WEEKS = 62 * 7;

  private final JdbcClient jdbc;
  private final CountsCodec codec;
  private final Clock clock;

  CountsStore(JdbcClient jdbc, CountsCodec codec, Clock clock) {
    this.jdbc = jdbc;
    this.codec = codec;
    this.clock = clock;
  }

  /**
   * @param organizationId whose
   * @param period how long
   * @param start first day
   * @param counts take the place of those that were there
   */
  public void save(String organizationId, TimePeriod period, LocalDate start, Counts counts) {
    jdbc.sql(
            """
            INSERT INTO counts (org_id, time_period, start, visits, body, computed_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (org_id, time_period, start) DO UPDATE SET visits = excluded.visits,
              body = excluded.body, computed_at = excluded.computed_at
            """)
        .params(
            organizationId,
            period.word(),
            start.toString(),
            counts.visits(),
            codec.write(counts),
            Timestamps.format(clock.instant()))
        .update();
  }

  /**
   * @param organizationId whose
   * @param period of this length
   * @param from start of the first, or a day before it
   * @param to day after the start of the last
   * @return those that there are, in the order of time
   */
  public List<Slice> between(
      String organizationId, TimePeriod period, LocalDate from, LocalDate to) {
    return jdbc.sql(
            """
            SELECT start, body FROM counts
            WHERE org_id = ? AND time_period = ? AND start >= ? AND start < ? ORDER BY start
            """)
        .params(organizationId, period.word(), from.toString(), to.toString())
        .query(
            (row, _) -> {
              LocalDate start = LocalDate.parse(row.getString("start"));
              return new Slice(start, period.end(start), codec.read(row.getString("body")));
            })
        .list();
  }

  /**
   * @param organizationId whose
   * @param period a week or longer
   * @param start its first day
   * @return the sum of its parts
   */
  public Counts sum(String organizationId, TimePeriod period, LocalDate start) {
    TimePeriod part =
        switch (period) {
          case DAY, WEEK, MONTH -> TimePeriod.DAY;
          case YEAR -> TimePeriod.MONTH;
          case ALL_TIME -> TimePeriod.YEAR;
        };
    Counts sum = new Counts();
    between(organizationId, part, start, period.end(start))
        .forEach(slice -> sum.plus(slice.counts()));
    return sum;
  }

  /**
   * @param organizationId whose
   * @param period how long
   * @param start its first day
   * @param whole its counts
   * @return what its patterns are judged by: its parts, and for comparison some of the time before
   */
  public Series series(String organizationId, TimePeriod period, LocalDate start, Counts whole) {
    LocalDate end = period.end(start);
    List<Slice> slices =
        switch (period) {
          case DAY -> {
            List<Slice> before =
                new ArrayList<>(
                    between(
                        organizationId, TimePeriod.DAY, start.minusDays(DAYS_BEFORE_A_DAY), start));
            before.add(new Slice(start, end, whole));
            yield before;
          }
          case WEEK, MONTH -> between(organizationId, TimePeriod.DAY, period.previous(start), end);
          case YEAR -> between(organizationId, TimePeriod.MONTH, period.previous(start), end);
          case ALL_TIME -> ever(organizationId);
        };
    int focus = 0;
    while (focus < slices.size() - 1 && slices.get(focus).start().isBefore(start)) {
      focus++;
    }
    boolean unbounded = period == TimePeriod.ALL_TIME && !slices.isEmpty();
    return new Series(
        whole,
        unbounded ? slices.getFirst().start() : start,
        unbounded ? slices.getLast().end() : end,
        slices,
        focus);
  }

  /** In days, weeks or months, so that there are enough and not too many of them. */
  private List<Slice> ever(String organizationId) {
    List<LocalDate> ends =
        jdbc.sql(
                """
                SELECT min(start) AS first, max(start) AS last FROM counts
                WHERE org_id = ? AND time_period = 'day'
                """)
            .param(organizationId)
            .query(
                (row, _) ->
                    row.getString("first") == null
                        ? List.<LocalDate>of()
                        : List.of(
                            LocalDate.parse(row.getString("first")),
                            LocalDate.parse(row.getString("last"))))
            .single();
    if (ends.isEmpty()) {
      return List.of();
    }
    long days = ChronoUnit.DAYS.between(ends.getFirst(), ends.getLast());
    TimePeriod part =
        days <= DAYS_IN_DAYS
            ? TimePeriod.DAY
            : days <= DAYS_IN_WEEKS ? TimePeriod.WEEK : TimePeriod.MONTH;
    return between(organizationId, part, TimePeriod.EVER, TimePeriod.ALL_TIME.end(TimePeriod.EVER));
  }
}
