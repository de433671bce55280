package dev.crow.testkit.cloudflare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One index: what has been accepted, and what of it is visible already. */
final class FakeVectorizeIndex {

  private static final int MAX_METADATA_INDEXES = 10;

  private final String name;
  private final String description;
  private final int dimensions;
  private final String metric;
  private final Instant created = Instant.now();
  private final Map<String, Vector> visible = new TreeMap<>();
  private final Map<String, String> metadataIndexes = new LinkedHashMap<>();
  private final Queue<Mutation> accepted = new ArrayDeque<>();
  private @Nullable String processed;
  private Instant processedAt = created;

  FakeVectorizeIndex(String name, String description, int dimensions, String metric) {
    this.name = name;
    this.description = description;
    this.dimensions = dimensions;
    this.metric = metric;
  }

  /** A vector, and what the metadata indexes of its time know of it. */
  @SuppressWarnings("ArrayRecordComponent") // Vectors are not compared.
  record Vector(
      String id,
      float[] values,
      @Nullable String namespace,
      @Nullable JsonNode metadata,
      Map<String, JsonNode> indexed) {}

  private record Mutation(String id, long acceptedAt, Runnable effect) {}

  int dimensions() {
    return dimensions;
  }

  Map<String, Object> description() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("dimensions", dimensions);
    config.put("metric", metric);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", name);
    body.put("description", description);
    body.put("config", config);
    body.put("created_on", created.toString());
    body.put("modified_on", created.toString());
    return body;
  }

  synchronized Map<String, Object> info() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("dimensions", dimensions);
    info.put("vectorCount", visible.size());
    info.put("processedUpToDatetime", processedAt.toString());
    info.put("processedUpToMutation", processed);
    return info;
  }

  /** Lets what was accepted so long ago take effect. */
  synchronized void process(Duration lag) {
    while (!accepted.isEmpty()
        && System.nanoTime() - accepted.element().acceptedAt() >= lag.toNanos()) {
      Mutation next = accepted.remove();
      next.effect().run();
      processed = next.id();
      processedAt = Instant.now();
    }
  }

  synchronized String write(List<Vector> vectors, boolean replace) {
    return accept(
        () -> {
          for (Vector vector : vectors) {
            Vector indexed =
                new Vector(
                    vector.id(),
                    vector.values(),
                    vector.namespace(),
                    vector.metadata(),
                    indexed(vector.metadata()));
            if (replace) {
              visible.put(vector.id(), indexed);
            } else {
              visible.putIfAbsent(vector.id(), indexed);
            }
          }
        });
  }

  synchronized String delete(List<String> ids) {
    return accept(() -> ids.forEach(visible::remove));
  }

  private Map<String, JsonNode> indexed(@Nullable JsonNode metadata) {
    Map<String, JsonNode> indexed = new HashMap<>();
    if (metadata != null) {
      metadataIndexes()
          .forEach(
              (property, type) -> {
                JsonNode value = metadata.at("/" + property.replace('.', '/'));
                boolean fits =
                    switch (type) {
                      case "string" -> value.isString();
                      case "number" -> value.isNumber();
                      default -> value.isBoolean();
                    };
                if (fits) {
                  indexed.put(property, FakeVectorizeFilter.indexed(value));
                }
              });
    }
    return indexed;
  }

  /** Vectors that are visible before this takes effect stay out of the index for good. */
  synchronized String createMetadataIndex(String property, String type) throws VectorizeRefusal {
    if (metadataIndexes.containsKey(property)) {
      throw new VectorizeRefusal(409, 3003, "vectorize.metadata_index.already_exists");
    }
    if (metadataIndexes.size() >= MAX_METADATA_INDEXES) {
      throw new VectorizeRefusal(400, 3004, "vectorize.metadata_index.too_many");
    }
    // Listed at once, effective with its mutation.
    metadataIndexes.put(property, "pending");
    return accept(() -> metadataIndexes.put(property, type));
  }

  synchronized String deleteMetadataIndex(String property) {
    return accept(() -> metadataIndexes.remove(property));
  }

  synchronized Map<String, String> metadataIndexes() {
    Map<String, String> effective = new LinkedHashMap<>(metadataIndexes);
    effective.values().removeIf("pending"::equals);
    return effective;
  }

  private String accept(Runnable effect) {
    String id = UUID.randomUUID().toString();
    accepted.add(new Mutation(id, System.nanoTime(), effect));
    return id;
  }

  synchronized List<Vector> find(List<String> ids) {
    return ids.stream().filter(visible::containsKey).map(visible::get).toList();
  }

  /** Ids in their order, after one. */
  synchronized List<String> idsAfter(String after, int limit) {
    return visible.keySet().stream().filter(id -> id.compareTo(after) > 0).limit(limit).toList();
  }

  synchronized int size() {
    return visible.size();
  }

  record Match(Vector vector, double score) {}

  synchronized List<Match> nearest(
      float[] vector,
      @Nullable String namespace,
      Predicate<Map<String, JsonNode>> filter,
      int topK) {
    Comparator<Match> order = Comparator.comparingDouble(Match::score);
    List<Match> matches = new ArrayList<>();
    for (Vector each : visible.values()) {
      if ((namespace == null || namespace.equals(each.namespace()))
          && filter.test(each.indexed())) {
        matches.add(new Match(each, score(vector, each.values())));
      }
    }
    matches.sort(metric.equals("euclidean") ? order : order.reversed());
    return matches.stream().limit(topK).toList();
  }

  private double score(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    double distance = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
      distance += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    return switch (metric) {
      case "euclidean" -> Math.sqrt(distance);
      case "dot-product" -> dot;
      default -> dot / Math.sqrt(aa * bb);
    };
  }
}
