package dev.crow.analytics.trends;

import dev.crow.analytics.projection.Grain;
import dev.crow.analytics.projection.Measure;
import dev.crow.analytics.projection.Measure.Keys;
import dev.crow.analytics.trends.Stretch.Run;
import dev.crow.relational.Timestamps;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Adds up pre-aggregated counts over stretches of time. */
final class Sums {

  /** The order of a cross join is the order the database works in. */
  private static final String BY_POINT =
      """
      SELECT r.value ->> 0 AS point, '' AS key, sum(c.value) AS value
      FROM json_each(:runs) r CROSS JOIN cells c ON c.org_id = :org AND c.measure = :measure
        AND c.grain = r.value ->> 1 AND c.start >= r.value ->> 2 AND c.start < r.value ->> 3
      GROUP BY 1
      """;

  private static final String BY_POINT_AND_KEY =
      """
      SELECT r.value ->> 0 AS point, c.key AS key, sum(c.value) AS value
      FROM json_each(:runs) r CROSS JOIN cells c ON c.org_id = :org AND c.measure = :measure
        AND c.grain = r.value ->> 1 AND c.start >= r.value ->> 2 AND c.start < r.value ->> 3
      WHERE c.key >= :first AND c.key < :last
      GROUP BY 1, 2
      """;

  /** Cell by cell: where there are many keys, most of a bucket is not asked for. */
  private static final String OF_KEYS =
      """
      SELECT r.value ->> 0 AS point, c.key AS key, sum(c.value) AS value
      FROM json_each(:runs) r CROSS JOIN json_each(:keys) k CROSS JOIN cells c
        ON c.org_id = :org AND c.measure = :measure AND c.grain = r.value ->> 1
        AND c.start = r.value ->> 2 AND c.key = k.value
      GROUP BY 1, 2
      """;

  private static final String BY_KEY =
      """
      SELECT c.key AS key, sum(c.value) AS value
      FROM json_each(:runs) r CROSS JOIN cells c ON c.org_id = :org AND c.measure = :measure
        AND c.grain = r.value ->> 1 AND c.start >= r.value ->> 2 AND c.start < r.value ->> 3
      WHERE c.key >= :first AND c.key < :last
        AND (:suffix = '' OR substr(c.key, -length(:suffix)) = :suffix)
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :limit
      """;

  /** Greater than every key. */
  private static final String END = "\uDBFF\uDFFF";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Sums(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * @return one sum for each point, in their order
   */
  long[] byPoint(String organization, Measure measure, List<Stretch> points) {
    long[] sums = new long[points.size()];
    jdbc.sql(BY_POINT)
        .param("org", organization)
        .param("measure", measure.word())
        .param("runs", runs(measure, points))
        .query((RowCallbackHandler) row -> sums[row.getInt("point")] = row.getLong("value"));
    return sums;
  }

  /**
   * @param keys few
   * @return for each key one sum for each point
   */
  Map<String, long[]> ofKeys(
      String organization, Measure measure, List<Stretch> points, List<String> keys) {
    Map<String, long[]> sums = new HashMap<>();
    keys.forEach(key -> sums.put(key, new long[points.size()]));
    jdbc.sql(OF_KEYS)
        .param("org", organization)
        .param("measure", measure.word())
        .param("runs", starts(measure, points))
        .param("keys", json.writeValueAsString(keys))
        .query(
            (RowCallbackHandler)
                row -> {
                  long[] own = sums.get(row.getString("key"));
                  if (own != null) {
                    own[row.getInt("point")] = row.getLong("value");
                  }
                });
    return sums;
  }

  /** Takes a sum. */
  @FunctionalInterface
  interface Receiver {
    void take(int point, String key, long value);
  }

  /** Every key of a group, see {@link Keys#pair}. */
  void ofGroup(
      String organization, Measure measure, List<Stretch> points, String group, Receiver receiver) {
    String prefix = Keys.pair(group, "");
    jdbc.sql(BY_POINT_AND_KEY)
        .param("org", organization)
        .param("measure", measure.word())
        .param("runs", runs(measure, points))
        .param("first", prefix)
        .param("last", prefix + END)
        .query(
            (RowCallbackHandler)
                row ->
                    receiver.take(row.getInt("point"), row.getString("key"), row.getLong("value")));
  }

  /**
   * @param prefix of the keys; null for all
   * @param suffix of the keys; null for all
   * @return the greatest sums, the greatest first
   */
  SequencedMap<String, Long> greatest(
      String organization,
      Measure measure,
      Stretch stretch,
      @Nullable String prefix,
      @Nullable String suffix,
      int limit) {
    SequencedMap<String, Long> sums = new LinkedHashMap<>();
    String first = prefix == null ? "" : prefix;
    jdbc.sql(BY_KEY)
        .param("org", organization)
        .param("measure", measure.word())
        .param("runs", runs(measure, List.of(stretch)))
        .param("first", first)
        .param("last", first + END)
        .param("suffix", suffix == null ? "" : suffix)
        .param("limit", limit)
        .query((RowCallbackHandler) row -> sums.put(row.getString("key"), row.getLong("value")));
    return sums;
  }

  /** Visitors of each point, each once in it. */
  long[] visitors(String organization, List<Stretch> points) {
    Set<Grain> grains = Measure.VISITORS.grains();
    if (points.stream().allMatch(point -> point.isOneOf(grains))) {
      return byPoint(organization, Measure.VISITORS, points);
    }
    List<List<Object>> stretches = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Stretch point = points.get(i);
      stretches.add(
          List.of(i, Timestamps.format(point.startsAt()), Timestamps.format(point.endsAt())));
    }
    long[] visitors = new long[points.size()];
    jdbc.sql(
            """
            SELECT r.value ->> 0 AS point, count(DISTINCT v.visitor) AS visitors
            FROM json_each(:stretches) r CROSS JOIN visits v ON v.org_id = :org
              AND v.kind = 'session' AND v.started_at >= r.value ->> 1
              AND v.started_at < r.value ->> 2
            GROUP BY 1
            """)
        .param("org", organization)
        .param("stretches", json.writeValueAsString(stretches))
        .query((RowCallbackHandler) row -> visitors[row.getInt("point")] = row.getLong("visitors"));
    return visitors;
  }

  private String runs(Measure measure, List<Stretch> points) {
    List<List<Object>> all = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      for (Run run : covered(measure, points.get(i))) {
        all.add(List.of(i, run.grain().word(), run.from(), run.to()));
      }
    }
    return json.writeValueAsString(all);
  }

  private String starts(Measure measure, List<Stretch> points) {
    List<List<Object>> all = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      for (Run run : covered(measure, points.get(i))) {
        for (long at = run.from(); at < run.to(); at = run.grain().next(at)) {
          all.add(List.of(i, run.grain().word(), at));
        }
      }
    }
    return json.writeValueAsString(all);
  }

  private static List<Run> covered(Measure measure, Stretch stretch) {
    if (!stretch.isCoveredBy(measure.grains())) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER,
              "This measure is counted by whole hours of UTC; choose a zone whose hours are those.")
          .field("timeZone");
    }
    return stretch.covered(measure.grains());
  }
}
