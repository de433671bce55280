package dev.crow.analytics.exports;

import dev.crow.web.ApiException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for exports when their time has come, each once, whatever instances there are. */
final class Scheduling {

  private static final Logger log = LoggerFactory.getLogger(Scheduling.class);
  private static final int AT_ONCE = 50;

  private final ScheduleStore schedules;
  private final Exports exports;
  private final Clock clock;

  Scheduling(ScheduleStore schedules, Exports exports, Clock clock) {
    this.schedules = schedules;
    this.exports = exports;
    this.clock = clock;
  }

  /** What came due several times while nobody looked is made once, for the first of them. */
  void work() {
    Instant now = clock.instant();
    for (Schedule due : schedules.due(now, AT_ONCE)) {
      try {
        follow(due, now);
      } catch (ApiException e) {
        // As many exports wait as may; this one comes later.
        log.info("Schedule {} has to wait: {}", due.id(), e.getMessage());
      }
    }
  }

  private void follow(Schedule due, Instant now) {
    Export export =
        exports.order(
            new Exports.Order(
                due.organizationId(),
                due.createdBy(),
                due.wanted(),
                due.id(),
                "schedule:" + due.id() + ":" + due.nextAt()));
    schedules.followed(due, export.id(), due.content().next(now));
  }
}
