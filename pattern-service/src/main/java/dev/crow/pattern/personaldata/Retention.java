package dev.crow.pattern.personaldata;

import dev.crow.contracts.organization.v1.RetentionSet;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.StoreAway;
import dev.crow.relational.Timestamps;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps visits and patterns no longer than their organization decided. A day whose visits go is
 * closed before: its counts stay as they are, and nothing opens it again.
 */
final class Retention implements EventHandler<RetentionSet> {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final List<String> OF_DAYS = List.of("topic_samples", "visits");

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final StoreAway away = new StoreAway(Set.of());
  private final Clock clock;

  Retention(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
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
            INSERT INTO retention_rules (org_id, interactions, patterns, version, set_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (org_id) DO UPDATE SET interactions = excluded.interactions,
              patterns = excluded.patterns, version = excluded.version, set_at = excluded.set_at
            WHERE excluded.version >= retention_rules.version
            """)
        .param(set.organizationId())
        .param(set.interactions())
        .param(set.patterns())
        .param(set.version())
        .param(Timestamps.format(set.occurredAt()))
        .update();
  }

  private record Rule(
      String organizationId, @Nullable Integer interactions, @Nullable Integer patterns) {}

  /** The trouble of one organization does not keep the others waiting. */
  void enforce() {
    List<Rule> rules =
        jdbc.sql("SELECT org_id, interactions, patterns FROM retention_rules")
            .query(
                (row, _) ->
                    new Rule(
                        row.getString("org_id"),
                        days(row.getObject("interactions")),
                        days(row.getObject("patterns"))))
            .list();
    for (Rule rule : rules) {
      try {
        enforce(rule);
      } catch (RuntimeException e) {
        log.warn("Retention of organization {} has to wait", rule.organizationId(), e);
      }
    }
  }

  private static @Nullable Integer days(@Nullable Object value) {
    return value == null ? null : ((Number) value).intValue();
  }

  private void enforce(Rule rule) {
    Integer interactions = rule.interactions();
    if (interactions != null) {
      String before = before(interactions);
      transaction.executeWithoutResult(_ -> forgetVisits(rule.organizationId(), before));
    }
    Integer patterns = rule.patterns();
    if (patterns != null) {
      String before = before(patterns);
      transaction.executeWithoutResult(_ -> forgetPatterns(rule.organizationId(), before));
    }
  }

  private String before(int days) {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(days).toString();
  }

  /** A day that is still to be counted waits for the next time. */
  private void forgetVisits(String organization, String before) {
    jdbc.sql("UPDATE days SET closed = 1 WHERE org_id = ? AND day < ? AND changes = counted")
        .params(organization, before)
        .update();
    jdbc.sql(
            """
            DELETE FROM pattern_interactions WHERE org_id = :org AND interaction_id IN (
              SELECT v.interaction_id FROM visits v JOIN days d ON d.org_id = v.org_id
                AND d.day = v.day WHERE v.org_id = :org AND d.closed = 1)
            """)
        .param("org", organization)
        .update();
    for (String table : OF_DAYS) {
      jdbc.sql(
              "DELETE FROM "
                  + table
                  + " WHERE org_id = :org AND day IN"
                  + " (SELECT day FROM days WHERE org_id = :org AND closed = 1)")
          .param("org", organization)
          .update();
    }
  }

  private void forgetPatterns(String organization, String before) {
    long due =
        jdbc.sql("SELECT count(*) FROM patterns WHERE org_id = ? AND period_end <= ?")
            .params(organization, before)
            .query(Long.class)
            .single();
    if (due == 0) {
      return;
    }
    jdbc.sql(
            """
            DELETE FROM pattern_interactions WHERE org_id = :org AND pattern_id IN (
              SELECT id FROM patterns WHERE org_id = :org AND period_end <= :before)
            """)
        .param("org", organization)
        .param("before", before)
        .update();
    jdbc.sql(
            """
            DELETE FROM wordings WHERE org_id = :org AND EXISTS (SELECT 1 FROM patterns p
              WHERE p.org_id = :org AND p.time_period = wordings.time_period
                AND p.period_start = wordings.period_start AND p.period_end <= :before)
            """)
        .param("org", organization)
        .param("before", before)
        .update();
    jdbc.sql("DELETE FROM deleted_patterns WHERE org_id = ? AND period_end <= ?")
        .params(organization, before)
        .update();
    jdbc.sql("DELETE FROM patterns WHERE org_id = ? AND period_end <= ?")
        .params(organization, before)
        .update();
    jdbc.sql("UPDATE revisions SET revision = revision + 1 WHERE org_id = ?")
        .param(organization)
        .update();
  }
}
