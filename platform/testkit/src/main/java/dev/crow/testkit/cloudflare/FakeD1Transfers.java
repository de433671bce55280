package dev.crow.testkit.cloudflare;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Export and import of one database in D1's polling form. The work is done by the first request
 * already; unlike D1 the fake answers queries meanwhile.
 */
final class FakeD1Transfers {

  private record Export(String bookmark, String filename, String script) {}

  private record Import(String bookmark, int statements, long changes) {}

  private final FakeD1Database database;
  private final FakeD1History history;
  private final String files;
  private final Map<String, String> shared;
  private final Map<String, String> awaited = new ConcurrentHashMap<>();
  private volatile @Nullable Export export;
  private volatile @Nullable Import imported;

  /**
   * @param files address below which whoever knows a name may get or put a file
   * @param shared their contents by name
   */
  FakeD1Transfers(
      FakeD1Database database, FakeD1History history, String files, Map<String, String> shared) {
    this.database = database;
    this.history = history;
    this.files = files;
    this.shared = shared;
  }

  Map<String, @Nullable Object> export(JsonNode request) throws ApiRefusal {
    if (!request.path("output_format").asString("").equals("polling")) {
      throw ApiRefusal.invalid("output_format must be polling");
    }
    String polled = request.path("current_bookmark").asString("");
    Export running = export;
    if (!polled.isEmpty() && (running == null || !running.bookmark().equals(polled))) {
      return failed("export", "Not currently exporting anything.");
    }
    if (!polled.isEmpty() && running != null) {
      export = null;
      return complete("export", running.bookmark(), download(running));
    }
    try {
      running =
          new Export(history.current(), UUID.randomUUID() + ".sql", database.dump(wanted(request)));
    } catch (D1Refusal e) {
      return failed("export", e.getMessage());
    }
    export = running;
    return active("export", running.bookmark());
  }

  private static FakeD1Dump wanted(JsonNode request) {
    JsonNode options = request.path("dump_options");
    Set<String> tables = new TreeSet<>();
    options.path("tables").forEach(table -> tables.add(table.asString()));
    return new FakeD1Dump(
        !options.path("no_schema").asBoolean(false),
        !options.path("no_data").asBoolean(false),
        tables);
  }

  private Map<String, Object> download(Export done) {
    shared.put(done.filename(), done.script());
    return Map.of("filename", done.filename(), "signed_url", files + done.filename());
  }

  Map<String, @Nullable Object> importing(JsonNode request) throws ApiRefusal {
    return switch (request.path("action").asString("")) {
      case "init" -> init(text(request, "etag"));
      case "ingest" -> ingest(text(request, "etag"), text(request, "filename"));
      case "poll" -> poll(text(request, "current_bookmark"));
      default -> throw ApiRefusal.invalid("action must be init, ingest or poll");
    };
  }

  private static String text(JsonNode request, String property) throws ApiRefusal {
    String text = request.path(property).asString("");
    if (text.isEmpty()) {
      throw ApiRefusal.invalid(property + " is missing");
    }
    return text;
  }

  private Map<String, @Nullable Object> init(String etag) {
    String filename = UUID.randomUUID() + ".sql";
    awaited.put(filename, etag);
    shared.put(filename, "");
    Map<String, @Nullable Object> answer = answer("import", true);
    answer.put("filename", filename);
    answer.put("upload_url", files + filename);
    return answer;
  }

  private Map<String, @Nullable Object> ingest(String etag, String filename) {
    String script = shared.getOrDefault(filename, "");
    if (!etag.equals(awaited.get(filename)) || !etag.equals(etag(script))) {
      return failed("import", "The file was not uploaded, or its etag differs");
    }
    awaited.remove(filename);
    shared.remove(filename);
    List<FakeD1Database.Call> calls =
        SqlScript.split(script).stream()
            .map(sql -> new FakeD1Database.Call(sql, List.of()))
            .toList();
    try {
      List<Map<String, Object>> results = database.run(calls, true);
      Import done = new Import(history.current(), calls.size(), changes(results));
      imported = done;
      return active("import", done.bookmark());
    } catch (D1Refusal e) {
      return failed("import", e.getMessage());
    }
  }

  private static long changes(List<Map<String, Object>> results) {
    return results.stream()
        .map(result -> (Map<?, ?>) result.getOrDefault("meta", Map.of()))
        .mapToLong(meta -> meta.get("changes") instanceof Number changes ? changes.longValue() : 0)
        .sum();
  }

  private Map<String, @Nullable Object> poll(String bookmark) {
    Import done = imported;
    if (done == null || !done.bookmark().equals(bookmark)) {
      return failed("import", "Not currently importing anything.");
    }
    return complete(
        "import",
        bookmark,
        Map.of(
            "final_bookmark", bookmark,
            "num_queries", done.statements(),
            "meta", Map.of("changes", done.changes(), "changed_db", done.changes() > 0)));
  }

  /** As S3 computes it for an object that was put in one part. */
  static String etag(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, @Nullable Object> answer(String type, boolean success) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("success", success);
    answer.put("type", type);
    answer.put("messages", List.of());
    return answer;
  }

  private static Map<String, @Nullable Object> active(String type, String bookmark) {
    Map<String, @Nullable Object> answer = answer(type, true);
    answer.put("status", "active");
    answer.put("at_bookmark", bookmark);
    return answer;
  }

  private static Map<String, @Nullable Object> complete(
      String type, String bookmark, Map<String, Object> result) {
    Map<String, @Nullable Object> answer = active(type, bookmark);
    answer.put("status", "complete");
    answer.put("result", result);
    return answer;
  }

  private static Map<String, @Nullable Object> failed(String type, String error) {
    Map<String, @Nullable Object> answer = answer(type, false);
    answer.put("status", "error");
    answer.put("error", error);
    return answer;
  }
}
