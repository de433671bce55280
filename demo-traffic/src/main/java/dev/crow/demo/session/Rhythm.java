package dev.crow.demo.session;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** When people visit: few at night, most in the evening, more at the weekend. */
final class Rhythm {

  private static final double[] BY_HOUR = {
    0.5, 0.25, 0.15, 0.1, 0.1, 0.2, 0.6, 1.2, 1.6, 1.9, 2.1, 2.3,
    2.7, 2.4, 2.1, 2.1, 2.3, 2.7, 3.2, 3.8, 4.2, 3.9, 2.6, 1.2
  };

  private final List<Hour> hours;

  /** For starts from {@code from}, inclusive, to {@code to}, exclusive. */
  Rhythm(Instant from, Instant to, ZoneId zone) {
    List<Hour> found = new ArrayList<>();
    Instant begin = from;
    while (begin.isBefore(to)) {
      Instant end = begin.plus(Duration.ofHours(1));
      end = end.isAfter(to) ? to : end;
      long millis = Duration.between(begin, end).toMillis();
      found.add(new Hour(begin, millis, weight(begin.atZone(zone)) * millis));
      begin = end;
    }
    this.hours = List.copyOf(found);
  }

  Instant start(Dice dice) {
    Hour hour = dice.weighted(hours, Hour::weight);
    return hour.begin().plusMillis((long) (dice.share() * hour.millis()));
  }

  private static double weight(ZonedDateTime local) {
    DayOfWeek day = local.getDayOfWeek();
    double byDay =
        switch (day) {
          case SATURDAY -> 1.25;
          case SUNDAY -> 1.45;
          case FRIDAY -> 0.95;
          case MONDAY -> 1.05;
          case TUESDAY, WEDNESDAY, THURSDAY -> 1;
        };
    return byDay * BY_HOUR[local.getHour()];
  }

  private record Hour(Instant begin, long millis, double weight) {}
}
