package dev.crow.analytics.trends;

import dev.crow.analytics.projection.Measure;
import dev.crow.contracts.export.v1.ExportKinds;
import dev.crow.contracts.export.v1.ExportPartOrdered;
import dev.crow.contracts.web.v1.WebEventTypes;
import dev.crow.exporting.ExportSource;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was counted, day by day, for exports. */
final class DayExport implements ExportSource {

  private static final int DAYS_AT_ONCE = 366;
  private static final int CURRENCIES = 10;

  private final Sums sums;
  private final Clock clock;

  DayExport(Sums sums, Clock clock) {
    this.sums = sums;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return ExportKinds.ANALYTICS;
  }

  /**
   * A day as a row.
   *
   * @param revenue by currency, in its smallest unit
   */
  record Day(
      LocalDate day,
      long visitors,
      long sessions,
      long pageViews,
      long events,
      long orders,
      SortedMap<String, Long> revenue) {}

  @Override
  public Rows read(ExportPartOrdered order, int atMost) {
    Timeline whole =
        Timeline.of(order.filters().from(), order.filters().to(), order.timeZone(), clock);
    LocalDate from =
        order.after() == null ? whole.from() : LocalDate.parse(order.after()).plusDays(1);
    LocalDate end = from.plusDays(Math.min(atMost, DAYS_AT_ONCE) - 1L);
    LocalDate to = end.isBefore(whole.to()) ? end : whole.to();
    return new Rows(
        days(order.organizationId(), from, to, whole.zone()),
        to.isBefore(whole.to()) ? to.toString() : null,
        ChronoUnit.DAYS.between(whole.from(), whole.to()) + 1);
  }

  private List<Day> days(String organization, LocalDate from, LocalDate to, ZoneId zone) {
    Timeline timeline = new Timeline(from, to, zone);
    List<Stretch> points = timeline.points(Interval.DAY);
    long[] visitors = sums.visitors(organization, points);
    long[] sessions = sums.byPoint(organization, Measure.SESSIONS, points);
    long[] events = sums.byPoint(organization, Measure.EVENTS, points);
    long[] orders = sums.byPoint(organization, Measure.ORDERS, points);
    // As events, for those are counted finely enough for every time zone.
    String view = WebEventTypes.PAGE_VIEW;
    long[] views =
        sums.ofKeys(organization, Measure.EVENTS, points, List.of(view))
            .getOrDefault(view, new long[points.size()]);
    Map<String, long[]> revenue = revenue(organization, timeline, points);
    List<Day> days = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      days.add(
          new Day(
              points.get(i).startsAt(zone).toLocalDate(),
              visitors[i],
              sessions[i],
              views[i],
              events[i],
              orders[i],
              of(revenue, i)));
    }
    return days;
  }

  private Map<String, long[]> revenue(
      String organization, Timeline timeline, List<Stretch> points) {
    List<String> currencies =
        List.copyOf(
            sums.greatest(organization, Measure.REVENUE, timeline.whole(), null, null, CURRENCIES)
                .sequencedKeySet());
    return currencies.isEmpty()
        ? Map.of()
        : sums.ofKeys(organization, Measure.REVENUE, points, currencies);
  }

  private static SortedMap<String, Long> of(Map<String, long[]> revenue, int point) {
    SortedMap<String, Long> amounts = new TreeMap<>();
    revenue.forEach(
        (currency, values) -> {
          if (values[point] != 0) {
            amounts.put(currency, values[point]);
          }
        });
    return amounts;
  }
}
