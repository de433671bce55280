package dev.crow.testkit.cloudflare;

import dev.crow.testkit.cloudflare.FakeVectorizeIndex.Match;
import dev.crow.testkit.cloudflare.FakeVectorizeIndex.Vector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Vectorize answers. Codes marked so were not seen from the service itself. */
final class FakeVectorizeApi {

  private static final int MAX_DIMENSIONS = 1536;
  private static final int MAX_DELETED_IDS = 100;
  private static final int MAX_FOUND_IDS = 20;
  private static final int MAX_TOP_K = 100;
  private static final int MAX_TOP_K_WITH_CONTENT = 50;
  private static final int UNVERIFIED_INVALID = 40001;

  private final Map<String, FakeVectorizeIndex> indexes = new ConcurrentHashMap<>();
  private final Set<String> formerNames = ConcurrentHashMap.newKeySet();
  private final JsonMapper json = JsonMapper.builder().build();
  private volatile Duration lag = Duration.ofMillis(20);

  /**
   * @param path below the indexes; empty for the indexes themselves
   */
  @SuppressWarnings("ArrayRecordComponent") // Requests are not compared.
  record Request(String method, String path, String query, String contentType, byte[] body) {}

  void visibleAfter(Duration duration) {
    lag = duration;
  }

  @Nullable Object answer(Request request) throws VectorizeRefusal {
    if (request.path().isEmpty()) {
      return switch (request.method()) {
        case "GET" -> indexes.values().stream().map(FakeVectorizeIndex::description).toList();
        case "POST" -> create(object(request));
        default -> throw unroutable();
      };
    }
    String[] path = request.path().substring(1).split("/", 2);
    FakeVectorizeIndex index = indexes.get(path[0]);
    if (index == null) {
      throw new VectorizeRefusal(
          404, 3000, "vectorize.index.not_found - Index name \"" + path[0] + "\"");
    }
    index.process(lag);
    return answer(
        index, path[0], request.method() + (path.length == 1 ? "" : " " + path[1]), request);
  }

  private @Nullable Object answer(
      FakeVectorizeIndex index, String name, String operation, Request request)
      throws VectorizeRefusal {
    return switch (operation) {
      case "GET" -> index.description();
      case "DELETE" -> {
        indexes.remove(name);
        formerNames.add(name);
        yield null;
      }
      case "GET info" -> index.info();
      case "GET list" -> list(index, request.query());
      case "POST insert" -> mutation(index.write(vectors(index, request), false));
      case "POST upsert" -> mutation(index.write(vectors(index, request), true));
      case "POST query" -> query(index, object(request));
      case "POST get_by_ids" ->
          index.find(ids(request, MAX_FOUND_IDS)).stream().map(each -> full(each)).toList();
      case "POST delete_by_ids" -> mutation(index.delete(ids(request, MAX_DELETED_IDS)));
      case "POST metadata_index/create" -> {
        JsonNode body = object(request);
        String type = body.path("indexType").asString("");
        if (!Set.of("string", "number", "boolean").contains(type)) {
          throw unparsable("indexType");
        }
        yield mutation(index.createMetadataIndex(body.path("propertyName").asString(""), type));
      }
      case "POST metadata_index/delete" ->
          mutation(index.deleteMetadataIndex(object(request).path("propertyName").asString("")));
      case "GET metadata_index/list" ->
          Map.of(
              "metadataIndexes",
              index.metadataIndexes().entrySet().stream()
                  .map(each -> Map.of("propertyName", each.getKey(), "indexType", each.getValue()))
                  .toList());
      default -> throw unroutable();
    };
  }

  private Object create(JsonNode body) throws VectorizeRefusal {
    String name = body.path("name").asString("");
    if (!name.matches("[a-zA-Z][a-zA-Z0-9_-]{0,63}")) {
      throw new VectorizeRefusal(400, UNVERIFIED_INVALID, "vectorize.index.invalid_name");
    }
    int dimensions = body.path("config").path("dimensions").asInt(0);
    String metric = body.path("config").path("metric").asString("");
    if (dimensions < 1
        || dimensions > MAX_DIMENSIONS
        || !Set.of("cosine", "euclidean", "dot-product").contains(metric)) {
      throw new VectorizeRefusal(400, UNVERIFIED_INVALID, "vectorize.index.invalid_config");
    }
    FakeVectorizeIndex index =
        new FakeVectorizeIndex(name, body.path("description").asString(""), dimensions, metric);
    if (formerNames.contains(name) || indexes.putIfAbsent(name, index) != null) {
      throw new VectorizeRefusal(409, 3002, "vectorize.index.duplicate_name");
    }
    return index.description();
  }

  private List<Vector> vectors(FakeVectorizeIndex index, Request request) throws VectorizeRefusal {
    return FakeVectorizeUpload.read(request, index.dimensions(), json);
  }

  private Object query(FakeVectorizeIndex index, JsonNode body) throws VectorizeRefusal {
    int topK = body.path("topK").asInt(5);
    boolean values = body.path("returnValues").asBoolean(false);
    JsonNode returned = body.path("returnMetadata");
    String metadata = returned.isMissingNode() ? "none" : returned.asString("");
    if ((!returned.isMissingNode() && !returned.isString())
        || !Set.of("none", "indexed", "all").contains(metadata)) {
      throw unparsable("returnMetadata");
    }
    int most = values || metadata.equals("all") ? MAX_TOP_K_WITH_CONTENT : MAX_TOP_K;
    if (topK < 1 || topK > most) {
      throw new VectorizeRefusal(400, 40025, "max top K is %d, but got %d".formatted(most, topK));
    }
    Predicate<Map<String, JsonNode>> filter = _ -> true;
    if (body.has("filter")) {
      filter = FakeVectorizeFilter.parse(body.get("filter"));
    }
    List<Match> matches =
        index.nearest(
            queryVector(index, body),
            body.has("namespace") ? body.get("namespace").asString() : null,
            filter,
            topK);
    return Map.of(
        "count",
        matches.size(),
        "matches",
        matches.stream().map(each -> match(each, values, metadata)).toList());
  }

  private static float[] queryVector(FakeVectorizeIndex index, JsonNode body)
      throws VectorizeRefusal {
    if (body.has("vectorId")) {
      List<Vector> known = index.find(List.of(body.get("vectorId").asString("")));
      if (known.isEmpty()) {
        throw new VectorizeRefusal(400, UNVERIFIED_INVALID, "vector id not found");
      }
      return known.getFirst().values();
    }
    float[] vector = FakeVectorizeUpload.floats(body.path("vector"));
    if (vector.length != index.dimensions()) {
      throw new VectorizeRefusal(
          400,
          40006,
          "invalid query vector, expected %d dimensions, and got %d dimensions"
              .formatted(index.dimensions(), vector.length));
    }
    return vector;
  }

  private static Map<String, Object> match(Match match, boolean values, String metadata) {
    Map<String, Object> body = new LinkedHashMap<>();
    Vector vector = match.vector();
    body.put("id", vector.id());
    body.put("score", match.score());
    if (vector.namespace() != null) {
      body.put("namespace", vector.namespace());
    }
    if (values) {
      body.put("values", asRead(vector.values()));
    }
    if (metadata.equals("indexed")) {
      body.put("metadata", vector.indexed());
    } else if (metadata.equals("all") && vector.metadata() != null) {
      body.put("metadata", vector.metadata());
    }
    return body;
  }

  /** A float of 32 bits as the 64 bits it is read as: 58.8 comes back as 58.79999923706055. */
  private static double[] asRead(float[] values) {
    double[] read = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      read[i] = values[i];
    }
    return read;
  }

  private static Map<String, Object> full(Vector vector) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", vector.id());
    body.put("values", asRead(vector.values()));
    if (vector.namespace() != null) {
      body.put("namespace", vector.namespace());
    }
    if (vector.metadata() != null) {
      body.put("metadata", vector.metadata());
    }
    return body;
  }

  private static Object list(FakeVectorizeIndex index, String query) throws VectorizeRefusal {
    int count = 100;
    String cursor = "";
    for (String parameter : query.split("&", -1)) {
      if (parameter.startsWith("count=")) {
        count = Integer.parseInt(parameter.substring("count=".length()));
      } else if (parameter.startsWith("cursor=")) {
        cursor = parameter.substring("cursor=".length());
      }
    }
    if (count < 1 || count > 1000) {
      throw new VectorizeRefusal(400, UNVERIFIED_INVALID, "count must be between 1 and 1000");
    }
    List<String> ids = index.idsAfter(cursor, count + 1);
    boolean truncated = ids.size() > count;
    List<String> page = truncated ? ids.subList(0, count) : ids;
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("count", page.size());
    body.put("totalCount", index.size());
    body.put("isTruncated", truncated);
    body.put("nextCursor", truncated ? page.getLast() : null);
    body.put("cursorExpirationTimestamp", Instant.now().plusSeconds(3600).toString());
    body.put("vectors", page.stream().map(id -> Map.of("id", id)).toList());
    return body;
  }

  private List<String> ids(Request request, int most) throws VectorizeRefusal {
    List<String> ids = new ArrayList<>();
    object(request).path("ids").forEach(id -> ids.add(id.asString("")));
    if (ids.size() > most) {
      throw new VectorizeRefusal(
          400,
          40007,
          "too many ids in payload; max id count is %d, got %d".formatted(most, ids.size()));
    }
    return ids;
  }

  private JsonNode object(Request request) throws VectorizeRefusal {
    if (!request.contentType().startsWith("application/json")) {
      throw new VectorizeRefusal(
          400, 40026, "Expected request with Content-Type: application/json");
    }
    try {
      JsonNode body = json.readTree(request.body());
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException e) {
      // Answered below, like anything that is no object.
    }
    throw unparsable("body");
  }

  private static Map<String, Object> mutation(String id) {
    return Map.of("mutationId", id);
  }

  private static VectorizeRefusal unparsable(String what) {
    return new VectorizeRefusal(
        400, 40000, "Failed to parse the request body as JSON: " + what + ": invalid value");
  }

  private static VectorizeRefusal unroutable() {
    return new VectorizeRefusal(404, 7003, "Could not route to the request's path");
  }
}
