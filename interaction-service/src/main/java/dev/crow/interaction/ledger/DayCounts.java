package dev.crow.interaction.ledger;

import dev.crow.relational.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts of each day, UTC: over rows, over archived interactions, and over what was pruned, of
 * which the counts are all that is left.
 */
final class DayCounts {

  private static final String PRESENT =
      """
      present AS (
        SELECT id, started_at, outcome, json_extract(metadata, '$.tags') AS tags, event_count
        FROM interactions WHERE org_id = :org AND started_at >= :from AND started_at < :to
        UNION ALL
        SELECT id, started_at, outcome, tags, event_count
        FROM archived_interactions WHERE org_id = :org AND started_at >= :from AND started_at < :to)
      """;
  private static final String COUNTED =
      """
      counted AS (
        SELECT substr(started_at, 1, 10) AS day, 'total' AS kind, '' AS name, count(*) AS n,
          sum(event_count) AS e FROM present GROUP BY 1
        UNION ALL
        SELECT substr(started_at, 1, 10), 'outcome', outcome, count(*), sum(event_count)
        FROM present GROUP BY 1, 3
        UNION ALL
        SELECT substr(started_at, 1, 10), 'tag', t.value, count(*), sum(event_count)
        FROM present, json_each(present.tags) t GROUP BY 1, 3)
      """;
  private static final String READ =
      "WITH "
          + PRESENT
          + ", "
          + COUNTED
          + """
            SELECT day, kind, name, sum(n) AS n, sum(e) AS e FROM (
              SELECT * FROM counted
              UNION ALL
              SELECT day, kind, name, interactions, events FROM pruned_days
              WHERE org_id = :org AND day >= substr(:from, 1, 10) AND day < substr(:to, 1, 10))
            GROUP BY day, kind, name ORDER BY day
            """;
  private static final String KEEP =
      "WITH present AS (SELECT * FROM (%s)), "
          + COUNTED
          + """
            INSERT INTO pruned_days (org_id, day, kind, name, interactions, events)
            SELECT :org, day, kind, name, n, e FROM counted WHERE true
            ON CONFLICT (org_id, day, kind, name) DO UPDATE SET
              interactions = interactions + excluded.interactions,
              events = events + excluded.events
            """;
  private static final String ROWS =
      """
      SELECT id, started_at, outcome, json_extract(metadata, '$.tags') AS tags, event_count
      FROM interactions
      WHERE org_id = :org AND id IN (SELECT value FROM json_each(:ids))
      """;
  private static final String ARCHIVED =
      """
      SELECT id, started_at, outcome, tags, event_count FROM archived_interactions
      WHERE org_id = :org AND id IN (SELECT value FROM json_each(:ids))
      """;

  private final JdbcClient jdbc;

  DayCounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps the counts of rows about to go; within the caller's transaction. */
  void keepRows(String organizationId, String idsAsJson) {
    keep(ROWS, organizationId, idsAsJson);
  }

  /** Keeps the counts of archived interactions about to go; within the caller's transaction. */
  void keepArchived(String organizationId, String idsAsJson) {
    keep(ARCHIVED, organizationId, idsAsJson);
  }

  private void keep(String source, String organizationId, String idsAsJson) {
    jdbc.sql(KEEP.formatted(source)).param("org", organizationId).param("ids", idsAsJson).update();
  }

  List<Day> read(String organizationId, Instant from, Instant to) {
    Map<LocalDate, Day> days = new TreeMap<>();
    jdbc.sql(READ)
        .param("org", organizationId)
        .param("from", Timestamps.format(from))
        .param("to", Timestamps.format(to))
        .query(
            row -> {
              Day day =
                  days.computeIfAbsent(
                      LocalDate.parse(row.getString("day")),
                      date -> new Day(date, 0, 0, new TreeMap<>(), new TreeMap<>()));
              long count = row.getLong("n");
              switch (row.getString("kind")) {
                case "outcome" -> day.outcomes().put(row.getString("name"), count);
                case "tag" -> day.tags().put(row.getString("name"), count);
                default -> days.put(day.date(), day.of(count, row.getLong("e")));
              }
            });
    return List.copyOf(days.values());
  }

  /**
   * One day.
   *
   * @param date UTC
   * @param interactions that began on it
   * @param events they rest on
   * @param outcomes interactions by how they ended
   * @param tags interactions by tag; one may have several
   */
  record Day(
      LocalDate date,
      long interactions,
      long events,
      Map<String, Long> outcomes,
      Map<String, Long> tags) {

    Day of(long count, long rests) {
      return new Day(date, count, rests, outcomes, tags);
    }
  }
}
