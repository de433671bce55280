package dev.crow.testkit.cloudflare;

import dev.crow.testkit.cloudflare.FakeVectorizeIndex.Vector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Vectors as they are sent: a line of JSON each, bare or as a form's file. */
final class FakeVectorizeUpload {

  private static final int MAX_VECTORS = 5000;
  private static final int MAX_BYTES = 100 << 20;
  private static final int MAX_ID_BYTES = 64;
  private static final int MAX_METADATA_BYTES = 10 * 1024;

  private FakeVectorizeUpload() {}

  static List<Vector> read(FakeVectorizeApi.Request request, int dimensions, JsonMapper json)
      throws VectorizeRefusal {
    if (request.body().length > MAX_BYTES) {
      throw new VectorizeRefusal(413, 40001, "payload is larger than 100 MB");
    }
    List<Vector> vectors = new ArrayList<>();
    for (String line : lines(request)) {
      if (!line.isBlank()) {
        vectors.add(vector(line, dimensions, json));
      }
    }
    if (vectors.size() > MAX_VECTORS) {
      throw new VectorizeRefusal(
          400, 40001, "too many vectors in payload; max is 5000, got " + vectors.size());
    }
    return vectors;
  }

  private static List<String> lines(FakeVectorizeApi.Request request) throws VectorizeRefusal {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    if (request.contentType().startsWith("application/x-ndjson")) {
      return List.of(body.split("\n", -1));
    }
    if (request.contentType().startsWith("multipart/form-data")) {
      String[] boundary = request.contentType().split("boundary=", 2);
      if (boundary.length == 2) {
        for (String part : body.split("--" + Pattern.quote(boundary[1].replace("\"", "")), -1)) {
          int end = part.indexOf("\r\n\r\n");
          if (end > 0 && part.substring(0, end).contains("name=\"vectors\"")) {
            return List.of(part.substring(end + 4).strip().split("\n", -1));
          }
        }
      }
    }
    throw new VectorizeRefusal(
        400, 40026, "Expected request with Content-Type: application/x-ndjson");
  }

  private static Vector vector(String line, int dimensions, JsonMapper json)
      throws VectorizeRefusal {
    JsonNode node;
    try {
      node = json.readTree(line);
    } catch (JacksonException e) {
      throw new VectorizeRefusal(400, 40000, "Failed to parse a vector as JSON");
    }
    String id = node.path("id").asString("");
    int bytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > MAX_ID_BYTES) {
      throw new VectorizeRefusal(
          400, 40008, "id too long; max is 64 bytes, got %d bytes".formatted(bytes));
    }
    float[] values = floats(node.path("values"));
    if (values.length != dimensions) {
      throw new VectorizeRefusal(
          400,
          40012,
          "invalid vector for id=\"%s\", expected %d dimensions, and got %d dimensions"
              .formatted(id, dimensions, values.length));
    }
    return new Vector(id, values, namespace(node), metadata(node), Map.of());
  }

  private static @Nullable String namespace(JsonNode node) throws VectorizeRefusal {
    if (!node.has("namespace")) {
      return null;
    }
    String namespace = node.get("namespace").asString("");
    if (namespace.getBytes(StandardCharsets.UTF_8).length > 64) {
      throw new VectorizeRefusal(400, 40001, "namespace too long; max is 64 bytes");
    }
    return namespace;
  }

  private static @Nullable JsonNode metadata(JsonNode node) throws VectorizeRefusal {
    if (!node.has("metadata")) {
      return null;
    }
    JsonNode metadata = node.get("metadata");
    if (metadata.toString().getBytes(StandardCharsets.UTF_8).length > MAX_METADATA_BYTES) {
      throw new VectorizeRefusal(400, 40016, "metadata too large; max is 10240 bytes");
    }
    for (String key : metadata.propertyNames()) {
      if (key.isEmpty() || key.contains(".") || key.contains("\"") || key.startsWith("$")) {
        throw new VectorizeRefusal(400, 40001, "metadata has an invalid key");
      }
    }
    return metadata;
  }

  /** Kept as floats of 32 bits. */
  static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).asDouble();
    }
    return values;
  }
}
