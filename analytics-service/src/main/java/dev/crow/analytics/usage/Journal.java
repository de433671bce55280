package dev.crow.analytics.usage;

import dev.crow.relational.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was used, and its sums by day. Both are written by statements that look for themselves what
 * is there already, so nothing counts twice whoever writes beside us. What comes for a time that
 * was billed is charged to the first day after it.
 */
public final class Journal {

  /** Charged to: a day that was billed is over. */
  private static final String ROWS =
      """
      SELECT value ->> 'id' AS id, value ->> 'type' AS event_type, value ->> 'source' AS source,
        value ->> 'measure' AS measure, value ->> 'quantity' AS quantity,
        max(value ->> 'day',
          coalesce((SELECT max(period_end) FROM invoices WHERE org_id = :org), '')) AS day,
        value ->> 'at' AS occurred_at, value ->> 'metadata' AS metadata
      FROM json_each(:uses)
      """;

  private static final String SUM =
      """
      INSERT INTO usage_days (org_id, day, measure, source, event_type, quantity, entries)
      SELECT :org, u.day, u.measure, u.source, u.event_type, sum(u.quantity), count(*)
      FROM (%s) u
      WHERE NOT EXISTS (SELECT 1 FROM usage_entries e WHERE e.org_id = :org AND e.id = u.id)
      GROUP BY u.day, u.measure, u.source, u.event_type
      ON CONFLICT DO UPDATE SET quantity = usage_days.quantity + excluded.quantity,
        entries = usage_days.entries + excluded.entries
      """
          .formatted(ROWS);
  private static final String ENTER =
      """
      INSERT INTO usage_entries (org_id, id, event_type, source, measure, quantity, day,
        occurred_at, metadata)
      SELECT :org, u.id, u.event_type, u.source, u.measure, u.quantity, u.day, u.occurred_at,
        u.metadata
      FROM (%s) u WHERE true
      ON CONFLICT DO NOTHING
      """
          .formatted(ROWS);

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Journal(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Inside a transaction.
   *
   * @param organizationId whose
   * @param uses what was used
   */
  void enter(String organizationId, Collection<Use> uses) {
    SequencedMap<String, Map<String, @Nullable Object>> rows = new LinkedHashMap<>();
    uses.forEach(use -> rows.putIfAbsent(use.id(), row(use)));
    String all = json.writeValueAsString(rows.sequencedValues());
    for (String statement : List.of(SUM, ENTER)) {
      jdbc.sql(statement).param("org", organizationId).param("uses", all).update();
    }
  }

  private static Map<String, @Nullable Object> row(Use use) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("id", use.id());
    row.put("type", use.eventType());
    row.put("source", use.source());
    row.put("measure", use.measure().word());
    row.put("quantity", use.quantity());
    row.put("day", use.day().toString());
    row.put("at", Timestamps.format(use.occurredAt()));
    row.put("metadata", use.metadata());
    return row;
  }

  /**
   * @param organizationId whose
   * @param id of a use
   * @return whether it is known
   */
  boolean holds(String organizationId, String id) {
    return jdbc.sql("SELECT count(*) FROM usage_entries WHERE org_id = ? AND id = ?")
            .params(organizationId, id)
            .query(Long.class)
            .single()
        > 0;
  }

  /** A page of the journal, newest first. */
  List<Use> page(
      String organizationId,
      @Nullable String eventType,
      @Nullable String source,
      int limit,
      int offset) {
    return jdbc.sql(
            """
            SELECT * FROM usage_entries WHERE org_id = :org
              AND (:type IS NULL OR event_type = :type) AND (:source IS NULL OR source = :source)
            ORDER BY occurred_at DESC, id DESC LIMIT :limit OFFSET :offset
            """)
        .param("org", organizationId)
        .param("type", eventType)
        .param("source", source)
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (row, _) ->
                new Use(
                    row.getString("id"),
                    row.getString("event_type"),
                    row.getString("source"),
                    Metered.of(row.getString("measure")).orElseThrow(),
                    row.getLong("quantity"),
                    Timestamps.parse(row.getString("occurred_at")),
                    row.getString("metadata")))
        .list();
  }

  /**
   * What was used on a day.
   *
   * @param day UTC
   * @param measure what
   * @param source which channel or part of the suite
   * @param eventType how it was told
   * @param quantity in the measure's unit
   * @param entries in how many single uses
   */
  public record DayUse(
      LocalDate day,
      Metered measure,
      String source,
      String eventType,
      long quantity,
      long entries) {}

  /**
   * @param organizationId whose
   * @param from first day
   * @param to day after the last
   * @return by day, measure, source and type
   */
  public List<DayUse> days(String organizationId, LocalDate from, LocalDate to) {
    return jdbc.sql(
            """
            SELECT * FROM usage_days WHERE org_id = ? AND day >= ? AND day < ?
            ORDER BY day, measure, source, event_type
            """)
        .params(organizationId, from.toString(), to.toString())
        .query(
            (row, _) ->
                new DayUse(
                    LocalDate.parse(row.getString("day")),
                    Metered.of(row.getString("measure")).orElseThrow(),
                    row.getString("source"),
                    row.getString("event_type"),
                    row.getLong("quantity"),
                    row.getLong("entries")))
        .list();
  }

  /**
   * @param organizationId whose
   * @param from first day
   * @param to day after the last
   * @return what was used of each measure, from each source
   */
  public Map<Metered, Map<String, Long>> sums(String organizationId, LocalDate from, LocalDate to) {
    Map<Metered, Map<String, Long>> sums = new EnumMap<>(Metered.class);
    jdbc.sql(
            """
            SELECT measure, source, sum(quantity) AS quantity FROM usage_days
            WHERE org_id = ? AND day >= ? AND day < ? GROUP BY measure, source
            """)
        .params(organizationId, from.toString(), to.toString())
        .query(
            (RowCallbackHandler)
                row ->
                    sums.computeIfAbsent(
                            Metered.of(row.getString("measure")).orElseThrow(),
                            _ -> new LinkedHashMap<>())
                        .put(row.getString("source"), row.getLong("quantity")));
    return sums;
  }

  /**
   * @param organizationId whose
   * @return how many entries there ever were, by type and by source
   */
  Totals totals(String organizationId) {
    Map<String, Long> byType = new LinkedHashMap<>();
    Map<String, Long> bySource = new LinkedHashMap<>();
    List<Long> total = new ArrayList<>();
    jdbc.sql(
            """
            SELECT event_type, source, sum(entries) AS entries FROM usage_days
            WHERE org_id = ? GROUP BY event_type, source ORDER BY entries DESC, event_type, source
            """)
        .param(organizationId)
        .query(
            (RowCallbackHandler)
                row -> {
                  long entries = row.getLong("entries");
                  byType.merge(row.getString("event_type"), entries, Long::sum);
                  bySource.merge(row.getString("source"), entries, Long::sum);
                  total.add(entries);
                });
    return new Totals(total.stream().mapToLong(Long::longValue).sum(), byType, bySource);
  }

  /**
   * @param total of all entries
   * @param byType of each type
   * @param bySource of each source
   */
  record Totals(long total, Map<String, Long> byType, Map<String, Long> bySource) {}

  /** Single uses that happened before go; their sums stay. */
  long prune(Instant before) {
    return jdbc.sql("DELETE FROM usage_entries WHERE occurred_at < ?")
        .param(Timestamps.format(before))
        .update();
  }
}
