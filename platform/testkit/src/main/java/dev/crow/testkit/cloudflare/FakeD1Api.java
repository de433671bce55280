package dev.crow.testkit.cloudflare;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of D1's REST API, in the databases of one account. */
final class FakeD1Api {

  private static final String DATABASES = "/client/v4/accounts/" + FakeD1.ACCOUNT + "/d1/database";
  private static final Set<String> LOCATIONS = Set.of("wnam", "enam", "weur", "eeur", "apac", "oc");
  private static final Set<String> JURISDICTIONS = Set.of("eu", "fedramp", "us");
  private static final Set<String> REPLICATION = Set.of("auto", "disabled");

  private final Path beside;
  private final String files;
  private final Map<String, String> shared;
  private final Map<String, HostedD1> databases = new LinkedHashMap<>();
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * @param beside a file where those of new databases go
   * @param files where a client gets and puts files
   * @param shared their contents by name
   */
  FakeD1Api(Path beside, String files, Map<String, String> shared) {
    this.beside = beside;
    this.files = files;
    this.shared = shared;
  }

  synchronized void add(String id, String name, Path file) {
    databases.put(id, HostedD1.open(id, name, file, files, shared));
  }

  synchronized void close() {
    databases.values().forEach(HostedD1::close);
  }

  ApiResponse respond(String method, URI uri, byte[] body) {
    try {
      String path = uri.getPath();
      if (path.equals(DATABASES)) {
        return switch (method) {
          case "GET" -> list(parameters(uri));
          case "POST" -> create(json(body));
          default -> throw noRoute(path);
        };
      }
      if (!path.startsWith(DATABASES + "/")) {
        throw noRoute(path);
      }
      String[] rest = path.substring(DATABASES.length() + 1).split("/", 2);
      return rest.length == 1
          ? database(method, rest[0], body, path)
          : operation(method, find(rest[0]), rest[1], uri, body);
    } catch (ApiRefusal e) {
      return e.response();
    }
  }

  private static ApiRefusal noRoute(String path) {
    return new ApiRefusal(404, 7003, "Could not route to " + path);
  }

  private synchronized ApiResponse list(Map<String, String> asked) throws ApiRefusal {
    String name = asked.getOrDefault("name", "");
    List<Map<String, @Nullable Object>> all =
        databases.values().stream()
            .filter(database -> database.name().contains(name))
            .map(HostedD1::summary)
            .toList();
    int page = number(asked, "page", 1, Integer.MAX_VALUE);
    int size = number(asked, "per_page", 1000, 10_000);
    List<?> shown = all.stream().skip((page - 1L) * size).limit(size).toList();
    return ApiResponse.page(
        shown,
        Map.of("page", page, "per_page", size, "count", shown.size(), "total_count", all.size()));
  }

  private static int number(Map<String, String> asked, String name, int otherwise, int most)
      throws ApiRefusal {
    try {
      int number = asked.containsKey(name) ? Integer.parseInt(asked.get(name)) : otherwise;
      if (number > 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below, like a number out of range
    }
    throw ApiRefusal.invalid("Invalid property: " + name);
  }

  private synchronized ApiResponse create(JsonNode request) throws ApiRefusal {
    String name = request.path("name").asString("");
    if (name.isBlank()) {
      throw ApiRefusal.invalid("Invalid property: name");
    }
    check(request, "primary_location_hint", LOCATIONS::contains);
    check(request, "jurisdiction", JURISDICTIONS::contains);
    check(request.path("read_replication"), "mode", REPLICATION::contains);
    if (databases.values().stream().anyMatch(database -> database.name().equals(name))) {
      throw new ApiRefusal(400, 7502, "A database with that name already exists");
    }
    String id = UUID.randomUUID().toString();
    add(id, name, beside.resolveSibling(id + ".db"));
    HostedD1 made = find(id);
    configure(made, request);
    return ApiResponse.success(made.details());
  }

  private static void check(JsonNode request, String property, Predicate<String> valid)
      throws ApiRefusal {
    JsonNode value = request.path(property);
    if (!value.isMissingNode() && !value.isNull() && !valid.test(value.asString(""))) {
      throw ApiRefusal.invalid("Invalid property: " + property);
    }
  }

  private static void configure(HostedD1 database, JsonNode request) throws ApiRefusal {
    check(request.path("read_replication"), "mode", REPLICATION::contains);
    database.replicate(request.path("read_replication").path("mode").asString("disabled"));
  }

  private synchronized HostedD1 find(String id) throws ApiRefusal {
    HostedD1 found = databases.get(id);
    if (found == null) {
      throw new ApiRefusal(404, 7404, "The database " + id + " could not be found");
    }
    return found;
  }

  private synchronized ApiResponse database(String method, String id, byte[] body, String path)
      throws ApiRefusal {
    return switch (method) {
      case "GET" -> ApiResponse.success(find(idOf(id)).details());
      case "PUT", "PATCH" -> {
        HostedD1 database = find(id);
        configure(database, json(body));
        yield ApiResponse.success(database.details());
      }
      case "DELETE" -> {
        find(id).close();
        databases.remove(id);
        yield ApiResponse.success(null);
      }
      default -> throw noRoute(path);
    };
  }

  /** Wrangler asks with the name where the id belongs, and is answered. */
  private String idOf(String idOrName) {
    return databases.values().stream()
        .filter(database -> database.name().equals(idOrName))
        .map(HostedD1::id)
        .findFirst()
        .orElse(idOrName);
  }

  private ApiResponse operation(
      String method, HostedD1 database, String operation, URI uri, byte[] body) throws ApiRefusal {
    return switch (method + " " + operation) {
      case "POST raw" -> run(database, body, true);
      case "POST query" -> run(database, body, false);
      case "POST export" -> ApiResponse.success(database.transfers().export(json(body)));
      case "POST import" -> ApiResponse.success(database.transfers().importing(json(body)));
      case "GET time_travel/bookmark" ->
          ApiResponse.success(Map.of("bookmark", bookmark(database, parameters(uri))));
      case "POST time_travel/restore" -> restore(database, parameters(uri));
      default -> throw noRoute(uri.getPath());
    };
  }

  private static String bookmark(HostedD1 database, Map<String, String> asked) throws ApiRefusal {
    String time = asked.get("timestamp");
    return time == null ? database.history().current() : database.history().at(instant(time));
  }

  private static Instant instant(String text) throws ApiRefusal {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw ApiRefusal.invalid("Invalid property: timestamp");
    }
  }

  private static ApiResponse restore(HostedD1 database, Map<String, String> asked)
      throws ApiRefusal {
    if (asked.containsKey("bookmark") == asked.containsKey("timestamp")) {
      throw ApiRefusal.invalid("Either a bookmark or a timestamp is needed");
    }
    String bookmark = asked.get("bookmark");
    List<String> done =
        database.history().restore(bookmark != null ? bookmark : bookmark(database, asked));
    return ApiResponse.success(
        Map.of(
            "bookmark", done.getFirst(),
            "previous_bookmark", done.getLast(),
            "message", "restored"));
  }

  private ApiResponse run(HostedD1 database, byte[] body, boolean raw) throws ApiRefusal {
    try {
      return ApiResponse.success(database.sql().run(calls(json(body)), raw));
    } catch (D1Refusal e) {
      return ApiResponse.failure(400, 7500, e.getMessage());
    }
  }

  private static List<FakeD1Database.Call> calls(JsonNode request) throws ApiRefusal {
    List<FakeD1Database.Call> calls = new ArrayList<>();
    for (JsonNode call : request.has("batch") ? request.get("batch") : List.of(request)) {
      if (!call.path("sql").isString()) {
        throw ApiRefusal.invalid("The request is malformed");
      }
      String sql = call.get("sql").asString();
      List<JsonNode> params = new ArrayList<>();
      call.path("params").forEach(params::add);
      List<String> statements = params.isEmpty() ? SqlScript.split(sql) : List.of(sql);
      for (String statement : statements.isEmpty() ? List.of(sql) : statements) {
        calls.add(new FakeD1Database.Call(statement, params));
      }
    }
    return calls;
  }

  private JsonNode json(byte[] body) throws ApiRefusal {
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      throw ApiRefusal.invalid("The request is malformed");
    }
  }

  private static Map<String, String> parameters(URI uri) {
    Map<String, String> parameters = new HashMap<>();
    String query = uri.getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2 && !parts[1].isEmpty()) {
        parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }
}
