package dev.crow.demo.world;

import dev.crow.demo.world.PlantedTruth.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Places windows within the time sessions are made for, by sevenths of it. Where there are days
 * enough, windows begin and end at the shop's midnight, as changes of a shop do.
 */
final class Windows {

  private static final Duration DAYS_ENOUGH = Duration.ofDays(7);

  private final ZoneId zone;
  private final Instant now;
  private final Duration span;

  Windows(ZoneId zone, Instant now, Duration span) {
    this.zone = zone;
    this.now = now;
    this.span = span;
  }

  Window between(int fromSevenths, int toSevenths) {
    return new Window(at(fromSevenths), at(toSevenths));
  }

  private Instant at(int sevenths) {
    Instant begin = now.minus(span);
    if (sevenths == 0) {
      return begin;
    }
    if (sevenths == 7) {
      return now;
    }
    Instant exact = begin.plus(span.multipliedBy(sevenths).dividedBy(7));
    return span.compareTo(DAYS_ENOUGH) < 0
        ? exact
        : exact.atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant();
  }
}
