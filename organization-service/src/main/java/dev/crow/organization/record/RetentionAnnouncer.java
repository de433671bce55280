package dev.crow.organization.record;

import dev.crow.contracts.Topics;
import dev.crow.contracts.organization.v1.RetentionSet;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells services how long to keep things and where days begin, wherever that differs from what they
 * were told: after a change, for a new organization, and for those from before there was anybody to
 * tell.
 */
final class RetentionAnnouncer {

  private static final int BATCH = 100;

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Clock clock;

  RetentionAnnouncer(
      JdbcClient jdbc,
      Outbox outbox,
      TransactionTemplate transaction,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
  }

  void announce() {
    untold().forEach(one -> transaction.executeWithoutResult(_ -> announce(one)));
  }

  private List<Untold> untold() {
    return jdbc.sql(
            """
            SELECT org_id, retention, settings ->> 'timeZone' AS time_zone, version
            FROM organizations
            WHERE retention_announced IS NOT retention
              OR time_zone_announced IS NOT settings ->> 'timeZone' LIMIT\s"""
                + BATCH)
        .query(
            (row, _) ->
                new Untold(
                    row.getString("org_id"),
                    row.getString("retention"),
                    row.getString("time_zone"),
                    row.getLong("version")))
        .list();
  }

  /** Two instances may announce the same at once: the version tells receivers it is the same. */
  private void announce(Untold one) {
    jdbc.sql(
            """
            UPDATE organizations SET retention_announced = ?, time_zone_announced = ?
            WHERE org_id = ?
            """)
        .param(one.retention())
        .param(one.timeZone())
        .param(one.organizationId())
        .update();
    Retention retention = json.readValue(one.retention(), Retention.class);
    outbox.add(
        Topics.ORGANIZATION_SETTINGS,
        new Event<>(
            UuidV7.next(),
            one.organizationId(),
            one.organizationId(),
            new RetentionSet(
                one.organizationId(),
                retention.rawSessions(),
                retention.interactions(),
                retention.patterns(),
                retention.chats(),
                retention.chatArtifacts(),
                one.timeZone(),
                one.version(),
                clock.instant())));
  }

  private record Untold(
      String organizationId, String retention, @Nullable String timeZone, long version) {}
}
