package dev.crow.benchmarks;

import dev.crow.analytics.projection.Grain;
import dev.crow.analytics.projection.Measure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts what comes in the order of time; only the running buckets are held. */
final class Buckets {

  private record Key(Measure measure, String key) {}

  private static final class Bucket {
    private final Map<Key, Long> counts = new HashMap<>();
    private long start = Long.MIN_VALUE;
  }

  private final JdbcTemplate jdbc;
  private final String organization;
  private final Map<Grain, Bucket> running = new EnumMap<>(Grain.class);
  private final List<Object[]> rows = new ArrayList<>();
  private long written;

  Buckets(JdbcTemplate jdbc, String organization) {
    this.jdbc = jdbc;
    this.organization = organization;
  }

  void add(Measure measure, long at, String key) {
    for (Grain grain : measure.grains()) {
      Bucket bucket = running.computeIfAbsent(grain, _ -> new Bucket());
      long start = grain.start(at);
      if (bucket.start != start) {
        flush(grain, bucket);
        bucket.start = start;
      }
      bucket.counts.merge(new Key(measure, key), 1L, Long::sum);
    }
  }

  private void flush(Grain grain, Bucket bucket) {
    bucket.counts.forEach(
        (key, value) ->
            rows.add(
                new Object[] {
                  organization, key.measure().word(), grain.word(), bucket.start, key.key(), value
                }));
    bucket.counts.clear();
  }

  void write() {
    jdbc.batchUpdate(
        "INSERT INTO cells (org_id, measure, grain, start, key, value) VALUES (?, ?, ?, ?, ?, ?)",
        rows);
    written += rows.size();
    rows.clear();
  }

  void finish() {
    running.forEach(this::flush);
    write();
  }

  long written() {
    return written;
  }
}
