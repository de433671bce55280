package dev.crow.analytics.personaldata;

import dev.crow.contracts.organization.v1.RetentionSet;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.StoreAway;
import dev.crow.relational.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps visits no longer than their organization decided. What was counted of them stays, for it
 * names nobody; what comes of such an old session afterwards is not counted any more.
 */
final class Retention implements EventHandler<RetentionSet> {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final StoreAway away = new StoreAway(Set.of());

  Retention(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** An older decision than the one that is known changes nothing. */
  @Override
  public void handle(List<Event<RetentionSet>> events) {
    events.forEach(event -> event.requireOrganization(event.payload().organizationId()));
    away.waitingFor(() -> events.forEach(event -> remember(event.payload())));
  }

  private void remember(RetentionSet set) {
    jdbc.sql(
            """
            INSERT INTO retention_rules (org_id, sessions, time_zone, version, set_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (org_id) DO UPDATE SET sessions = excluded.sessions,
              time_zone = excluded.time_zone, version = excluded.version, set_at = excluded.set_at
            WHERE excluded.version >= retention_rules.version
            """)
        .param(set.organizationId())
        .param(set.interactions())
        .param(set.timeZone())
        .param(set.version())
        .param(Timestamps.format(set.occurredAt()))
        .update();
  }

  private record Rule(String organizationId, int days) {}

  /** The trouble of one organization does not keep the others waiting. */
  void enforce() {
    List<Rule> rules =
        jdbc.sql("SELECT org_id, sessions FROM retention_rules WHERE sessions IS NOT NULL")
            .query((row, _) -> new Rule(row.getString("org_id"), row.getInt("sessions")))
            .list();
    for (Rule rule : rules) {
      try {
        enforce(rule);
      } catch (RuntimeException e) {
        log.warn("Retention of organization {} has to wait", rule.organizationId(), e);
      }
    }
    forgetOldBills();
  }

  private void enforce(Rule rule) {
    Instant before = clock.instant().minus(Duration.ofDays(rule.days()));
    jdbc.sql("DELETE FROM visits WHERE org_id = ? AND started_at < ?")
        .params(rule.organizationId(), Timestamps.format(before))
        .update();
    // A visitor stays known in a week or month as long as one of its days is kept.
    LocalDate day = LocalDate.ofInstant(before, ZoneOffset.UTC);
    jdbc.sql(
            """
            DELETE FROM presences WHERE org_id = :org AND (
              (grain = '1d' AND start < :day) OR (grain = '1w' AND start < :week)
              OR (grain = '1mo' AND start < :month))
            """)
        .param("org", rule.organizationId())
        .param("day", second(day))
        .param("week", second(day.minusDays(6)))
        .param("month", second(day.minusMonths(1)))
        .update();
  }

  private static long second(LocalDate day) {
    return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  }

  /** Bills of organizations that are gone, once the law has no more use for them. */
  private void forgetOldBills() {
    jdbc.sql(
            """
            DELETE FROM invoices WHERE kept_until <= ? AND NOT EXISTS (
              SELECT 1 FROM customers c WHERE c.org_id = invoices.org_id)
            """)
        .param(Timestamps.format(clock.instant()))
        .update();
  }
}
