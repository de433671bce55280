package dev.crow.notification.rule;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an organization's people shall be told of themselves.
 *
 * @param id names it
 * @param firedAt when it last told something; null if it never did
 */
@Schema(name = "NotificationRule")
record Rule(
    String id,
    String name,
    boolean enabled,
    Watch watch,
    @Nullable PatternFilter patterns,
    @Nullable Metric metric,
    @Nullable Long limit,
    @Nullable Integer hours,
    @Nullable Instant firedAt,
    Instant createdAt,
    Instant updatedAt) {

  static Rule of(String id, RuleInput input, Instant createdAt, Instant now) {
    return new Rule(
        id,
        input.name().strip(),
        input.switchedOn(),
        input.watch(),
        input.patterns(),
        input.metric(),
        input.limit(),
        input.hours(),
        null,
        createdAt,
        now);
  }
}
