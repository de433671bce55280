package dev.crow.interaction.lifecycle;

import dev.crow.contracts.organization.v1.RetentionSet;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.TransientFailure;
import dev.crow.relational.Timestamps;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

/** Remembers what organizations decided; a repeated or older decision changes nothing. */
final class RetentionRules implements EventHandler<RetentionSet> {

  private final JdbcClient jdbc;

  RetentionRules(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void handle(List<Event<RetentionSet>> events) {
    try {
      events.forEach(this::handle);
    } catch (DataAccessResourceFailureException
        | CannotCreateTransactionException
        | TransientDataAccessException e) {
      throw new TransientFailure("The database is away: " + e.getClass().getSimpleName(), e);
    }
  }

  private void handle(Event<RetentionSet> event) {
    RetentionSet set = event.payload();
    if (!event.organizationId().equals(set.organizationId())) {
      throw new IllegalArgumentException("The envelope names another organization");
    }
    jdbc.sql(
            """
            INSERT INTO retention_rules (org_id, raw_sessions, interactions, version, set_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (org_id) DO UPDATE SET raw_sessions = excluded.raw_sessions,
              interactions = excluded.interactions, version = excluded.version,
              set_at = excluded.set_at
            WHERE excluded.version >= retention_rules.version
            """)
        .param(set.organizationId())
        .param(set.rawSessions())
        .param(set.interactions())
        .param(set.version())
        .param(Timestamps.format(set.occurredAt()))
        .update();
  }

  RetentionRule of(String organizationId) {
    return jdbc.sql("SELECT raw_sessions, interactions FROM retention_rules WHERE org_id = ?")
        .param(organizationId)
        .query(
            (row, _) ->
                new RetentionRule(
                    days(row.getObject("raw_sessions")), days(row.getObject("interactions"))))
        .optional()
        .orElse(RetentionRule.DEFAULT);
  }

  private static @Nullable Integer days(@Nullable Object value) {
    return value == null ? null : ((Number) value).intValue();
  }
}
