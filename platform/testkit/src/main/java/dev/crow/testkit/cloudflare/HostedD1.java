package dev.crow.testkit.cloudflare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database of the fake account, with what the API tells about it. */
final class HostedD1 {

  private final String id;
  private final String name;
  private final Instant createdAt = Instant.now();
  private final FakeD1Database sql;
  private final FakeD1History history;
  private final FakeD1Transfers transfers;
  private volatile String replication = "disabled";

  private HostedD1(
      String id,
      String name,
      FakeD1Database sql,
      FakeD1History history,
      FakeD1Transfers transfers) {
    this.id = id;
    this.name = name;
    this.sql = sql;
    this.history = history;
    this.transfers = transfers;
  }

  static HostedD1 open(
      String id, String name, Path file, String files, Map<String, String> shared) {
    try {
      Path snapshots =
          Files.createDirectories(file.resolveSibling(file.getFileName() + "-history"));
      FakeD1Database sql = FakeD1Database.open(file);
      FakeD1History history = new FakeD1History(sql, snapshots);
      return new HostedD1(id, name, sql, history, new FakeD1Transfers(sql, history, files, shared));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  FakeD1Database sql() {
    return sql;
  }

  FakeD1History history() {
    return history;
  }

  FakeD1Transfers transfers() {
    return transfers;
  }

  void replicate(String mode) {
    replication = mode;
  }

  Map<String, @Nullable Object> summary() {
    Map<String, @Nullable Object> summary = new LinkedHashMap<>();
    summary.put("uuid", id);
    summary.put("name", name);
    summary.put("created_at", createdAt.toString());
    summary.put("version", "production");
    summary.put("jurisdiction", null);
    return summary;
  }

  Map<String, @Nullable Object> details() {
    Map<String, @Nullable Object> details = summary();
    details.put("num_tables", sql.tables());
    details.put("file_size", sql.size());
    details.put("running_in_region", "WEUR");
    details.put("read_replication", Map.of("mode", replication));
    return details;
  }

  void close() {
    sql.close();
  }
}
