package dev.crow.organization.summary;

import dev.crow.relational.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far each organization's summary has come. */
final class SummaryStore {

  private static final int AT_ONCE = 20;

  private final JdbcClient jdbc;
  private final Clock clock;

  SummaryStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Something is not in the summary yet. */
  void news(String organizationId) {
    tell(organizationId, null, false);
  }

  /** Something is not in the summary yet, and whoever changed it waits for it. */
  void urgentNews(String organizationId) {
    tell(organizationId, null, true);
  }

  /** Visits are not in the summary yet. */
  void visits(String organizationId, Instant first) {
    tell(organizationId, Timestamps.format(first), false);
  }

  private void tell(String organizationId, @Nullable String visit, boolean urgent) {
    jdbc.sql(
            """
            INSERT INTO context_summaries (org_id, news, usage_since)
            SELECT :org, 1, :visit
            WHERE NOT EXISTS (SELECT 1 FROM erased_organizations WHERE org_id = :org)
            ON CONFLICT (org_id) DO UPDATE SET news = context_summaries.news + 1,
              usage_since = CASE
                WHEN context_summaries.usage_since IS NULL THEN excluded.usage_since
                WHEN excluded.usage_since < context_summaries.usage_since
                  THEN excluded.usage_since
                ELSE context_summaries.usage_since END,
              built_at = CASE WHEN :urgent = 1 THEN NULL ELSE context_summaries.built_at END
            """)
        .param("org", organizationId)
        .param("visit", visit)
        .param("urgent", urgent ? 1 : 0)
        .update();
  }

  /** Summaries that lack something, and were not made within the time. */
  List<State> due(Duration every) {
    return jdbc.sql(
            """
            SELECT * FROM context_summaries
            WHERE news > told AND (built_at IS NULL OR built_at < ?) ORDER BY built_at LIMIT ?
            """)
        .params(Timestamps.format(clock.instant().minus(every)), AT_ONCE)
        .query(
            (row, _) ->
                state(
                    row.getString("org_id"),
                    row.getInt("version"),
                    row.getLong("news"),
                    row.getString("usage_since"),
                    row.getString("built_at")))
        .list();
  }

  Optional<State> find(String organizationId) {
    return jdbc.sql("SELECT * FROM context_summaries WHERE org_id = ?")
        .param(organizationId)
        .query(
            (row, _) ->
                state(
                    row.getString("org_id"),
                    row.getInt("version"),
                    row.getLong("news"),
                    row.getString("usage_since"),
                    row.getString("built_at")))
        .optional();
  }

  /** Takes the next version's number; false if somebody else did. */
  boolean begin(State state) {
    return jdbc.sql(
                "UPDATE context_summaries SET version = version + 1"
                    + " WHERE org_id = ? AND version = ?")
            .params(state.organizationId(), state.version())
            .update()
        == 1;
  }

  /** Returns false if a later version was begun, or everything was cleared. */
  boolean finish(State begun) {
    return jdbc.sql(
                """
                UPDATE context_summaries SET told = ?, built_at = ?
                WHERE org_id = ? AND version = ?
                """)
            .params(
                begun.news(),
                Timestamps.format(clock.instant()),
                begun.organizationId(),
                begun.version())
            .update()
        == 1;
  }

  /** Begins anew with what comes from now on. */
  void clear(String organizationId) {
    jdbc.sql(
            """
            UPDATE context_summaries SET version = version + 1, told = news, usage_since = NULL,
              built_at = NULL
            WHERE org_id = ?
            """)
        .param(organizationId)
        .update();
  }

  long delete(String organizationId) {
    return jdbc.sql("DELETE FROM context_summaries WHERE org_id = ?")
        .param(organizationId)
        .update();
  }

  private static State state(
      String organizationId,
      int version,
      long news,
      @Nullable String usageSince,
      @Nullable String builtAt) {
    return new State(
        organizationId,
        version,
        news,
        usageSince == null ? null : Timestamps.parse(usageSince),
        builtAt == null ? null : Timestamps.parse(builtAt));
  }

  /**
   * @param organizationId whose
   * @param version the last one that was begun
   * @param news how much there was to tell
   * @param usageSince when the first counted visit began, or null
   * @param builtAt when the summary was made last, or null
   */
  record State(
      String organizationId,
      int version,
      long news,
      @Nullable Instant usageSince,
      @Nullable Instant builtAt) {

    State begun() {
      return new State(organizationId, version + 1, news, usageSince, builtAt);
    }
  }
}
