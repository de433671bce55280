package dev.crow.notification.rule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks which rules are met, and has people told of it. */
@Component
class Sweep implements SchedulingConfigurer {

  private static final Logger log = LoggerFactory.getLogger(Sweep.class);
  private static final Duration REFUSALS_KEPT = Duration.ofDays(2);

  private final Firing firing;
  private final Met met;
  private final JdbcClient jdbc;
  private final RuleProperties properties;
  private final Clock clock;

  Sweep(Firing firing, Met met, JdbcClient jdbc, RuleProperties properties, Clock clock) {
    this.firing = firing;
    this.met = met;
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void configureTasks(ScheduledTaskRegistrar tasks) {
    tasks.addFixedDelayTask(this::sweep, properties.look());
    tasks.addFixedDelayTask(this::forget, Duration.ofHours(1));
  }

  private void sweep() {
    Instant now = clock.instant();
    each(() -> met.patterns(now).forEach(one -> each(() -> firing.patterns(one, now))));
    each(() -> met.budgets(now).forEach(one -> each(() -> firing.budget(one, now))));
    each(() -> met.silences(now).forEach(one -> each(() -> firing.silence(one, now))));
    each(() -> met.returns().forEach(one -> each(() -> firing.back(one, now))));
    each(() -> met.refusals(now).forEach(one -> each(() -> firing.refusals(one, now))));
  }

  /** One organization's trouble is no other's; and next time is soon. */
  private static void each(Runnable step) {
    try {
      step.run();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Rules wait: {}", e.getMessage());
    }
  }

  private void forget() {
    Instant now = clock.instant();
    List<Runnable> steps =
        List.of(
            () ->
                jdbc.sql("DELETE FROM refusals WHERE hour < ?")
                    .param(Rules.hour(now.minus(REFUSALS_KEPT)))
                    .update(),
            () ->
                jdbc.sql("DELETE FROM usage_counts WHERE month < ?")
                    .param(Rules.month(now.minus(Duration.ofDays(62))))
                    .update());
    steps.forEach(Sweep::each);
  }
}
