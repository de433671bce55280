package dev.crow.analytics.projection;

import dev.crow.analytics.projection.Tally.Presence;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes changes of counts. Who is new in a bucket is decided by the database as it writes, so it
 * is right whoever writes beside us.
 */
final class Counts {

  /** So many rows to a statement that it stays below two megabytes. */
  private static final int UNIT = 2_000;

  private static final String ADD =
      """
      INSERT INTO cells (org_id, measure, grain, start, key, value)
      SELECT :org, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
      FROM json_each(:rows) WHERE true
      ON CONFLICT DO UPDATE SET value = cells.value + excluded.value
      """;

  /** Without the casts the index would serve for a part of the key only. */
  private static final String SWEEP =
      """
      DELETE FROM cells WHERE org_id = :org AND value = 0 AND (measure, grain, start, key) IN (
        SELECT CAST(value ->> 0 AS TEXT), CAST(value ->> 1 AS TEXT), CAST(value ->> 2 AS INTEGER),
          CAST(value ->> 3 AS TEXT) FROM json_each(:rows))
      """;

  private static final String APPEAR =
      """
      INSERT INTO cells (org_id, measure, grain, start, key, value)
      SELECT :org, 'visitors', j.value ->> 0, j.value ->> 1, '', count(*)
      FROM json_each(:rows) j
      WHERE j.value ->> 3 > 0 AND NOT EXISTS (
        SELECT 1 FROM presences p WHERE p.org_id = :org AND p.grain = j.value ->> 0
          AND p.start = j.value ->> 1 AND p.visitor = j.value ->> 2)
      GROUP BY j.value ->> 0, j.value ->> 1
      ON CONFLICT DO UPDATE SET value = cells.value + excluded.value
      """;

  /** A plain join may look at all presences for each row: only a cross join keeps its order. */
  private static final String VANISH =
      """
      INSERT INTO cells (org_id, measure, grain, start, key, value)
      SELECT :org, 'visitors', j.value ->> 0, j.value ->> 1, '', -count(*)
      FROM json_each(:rows) j CROSS JOIN presences p ON p.org_id = :org AND p.grain = j.value ->> 0
        AND p.start = j.value ->> 1 AND p.visitor = j.value ->> 2
      WHERE j.value ->> 3 < 0 AND p.sessions + (j.value ->> 3) <= 0
      GROUP BY j.value ->> 0, j.value ->> 1
      ON CONFLICT DO UPDATE SET value = cells.value + excluded.value
      """;

  private static final String BE =
      """
      INSERT INTO presences (org_id, grain, start, visitor, sessions)
      SELECT :org, value ->> 0, value ->> 1, value ->> 2, value ->> 3
      FROM json_each(:rows) WHERE true
      ON CONFLICT DO UPDATE SET sessions = presences.sessions + excluded.sessions
      """;
  private static final String LEAVE =
      """
      DELETE FROM presences WHERE org_id = :org AND sessions <= 0 AND (grain, start, visitor) IN (
        SELECT CAST(value ->> 0 AS TEXT), CAST(value ->> 1 AS INTEGER), CAST(value ->> 2 AS TEXT)
        FROM json_each(:rows))
      """;
  private static final String SWEEP_VISITORS =
      """
      DELETE FROM cells WHERE org_id = :org AND value = 0 AND measure = 'visitors' AND key = ''
        AND (grain, start) IN (
          SELECT CAST(value ->> 0 AS TEXT), CAST(value ->> 1 AS INTEGER) FROM json_each(:rows))
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Counts(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Inside a transaction. */
  void apply(String organization, Tally tally) {
    List<List<Object>> cells =
        tally.cells().entrySet().stream().map(entry -> row(entry.getKey(), entry)).toList();
    List<List<Object>> presences =
        tally.presences().entrySet().stream().map(entry -> row(entry.getKey(), entry)).toList();
    in(cells, organization, ADD);
    // A row for each statement could see what the one before has done.
    in(presences, organization, APPEAR, VANISH, BE);
    if (cells.stream().anyMatch(row -> (long) row.getLast() < 0)) {
      in(cells, organization, SWEEP);
    }
    if (presences.stream().anyMatch(row -> (long) row.getLast() < 0)) {
      in(presences, organization, LEAVE, SWEEP_VISITORS);
    }
  }

  private static List<Object> row(Cell cell, Map.Entry<Cell, Long> entry) {
    return List.of(
        cell.measure().word(), cell.grain().word(), cell.start(), cell.key(), entry.getValue());
  }

  private static List<Object> row(Presence presence, Map.Entry<Presence, Long> entry) {
    return List.of(presence.grain().word(), presence.start(), presence.visitor(), entry.getValue());
  }

  private void in(List<List<Object>> rows, String organization, String... statements) {
    for (int from = 0; from < rows.size(); from += UNIT) {
      String unit = json.writeValueAsString(rows.subList(from, Math.min(rows.size(), from + UNIT)));
      for (String statement : statements) {
        jdbc.sql(statement).param("org", organization).param("rows", unit).update();
      }
    }
  }
}
