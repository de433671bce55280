package dev.crow.vectorindex.vectorize;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.IndexRebuild;
import dev.crow.vectorindex.MetadataType;
import dev.crow.vectorindex.ModelChange;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexException;
import dev.crow.vectorindex.VectorIndexMismatchException;
import dev.crow.vectorindex.VectorIndexes;
import dev.crow.vectorindex.VectorLimits;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The indexes of one Cloudflare account. The first generation of an index has its name, later ones,
 * for other embedding models, {@code name-hash}. Whose vectors an index holds is said in its
 * description.
 */
public final class VectorizeVectorIndexes implements VectorIndexes {

  private static final int MAX_DIMENSIONS = 1536;

  private final VectorizeClient client;
  private final boolean await;
  private final Duration awaitTimeout;
  private final ModelChange onModelChange;
  private final Map<String, Opened> open = new HashMap<>();

  /**
   * @param endpoint the API's base, without a slash at its end
   * @param await whether a write returns only when it is visible
   * @param awaitTimeout for how long at most
   * @param timeout of one call
   */
  public VectorizeVectorIndexes(
      URI endpoint,
      String accountId,
      String token,
      Duration timeout,
      boolean await,
      Duration awaitTimeout,
      ModelChange onModelChange) {
    this.client = new VectorizeClient(endpoint, accountId, token, timeout);
    this.await = await;
    this.awaitTimeout = awaitTimeout;
    this.onModelChange = onModelChange;
  }

  @Override
  public synchronized VectorIndex open(IndexDefinition definition) {
    VectorLimits.require(
        definition.dimensions() <= MAX_DIMENSIONS,
        "Vectorize takes vectors of 1536 dimensions at most");
    Opened opened = open.get(definition.name());
    if (opened == null) {
      opened = new Opened(description(definition), openGenerations(definition));
      open.put(definition.name(), opened);
    }
    check(definition, opened.description());
    return opened.index();
  }

  private VectorIndex openGenerations(IndexDefinition definition) {
    Map<String, String> generations = generations(definition.name());
    String wanted = description(definition);
    List<String> fitting =
        generations.keySet().stream().filter(n -> wanted.equals(generations.get(n))).toList();
    // What was only laid out or filtered otherwise is replaced without asking.
    if (onModelChange == ModelChange.REFUSE
        && generations.values().stream().noneMatch(found -> found.startsWith(model(definition)))) {
      generations.values().forEach(found -> check(definition, found));
    }
    String name =
        fitting.isEmpty() ? create(definition, generations.isEmpty()) : fitting.getFirst();
    VectorizeMutations mutations = new VectorizeMutations(client, name, awaitTimeout);
    createMetadataIndexes(definition, name, mutations);
    List<VectorizeVectorIndex> formers =
        generations.keySet().stream()
            .filter(each -> !each.equals(name))
            .map(each -> former(definition, each))
            .toList();
    return new VectorizeVectorIndex(client, definition, name, mutations, await, formers);
  }

  private VectorizeVectorIndex former(IndexDefinition definition, String name) {
    VectorizeVectorIndex former =
        new VectorizeVectorIndex(
            client,
            definition,
            name,
            new VectorizeMutations(client, name, awaitTimeout),
            false,
            List.of());
    // It misses what comes from now on: should it ever be wanted again, it has to be rebuilt.
    former.delete(IndexRebuild.BOOKKEEPING, List.of(IndexRebuild.BOOKMARK));
    return former;
  }

  private Map<String, String> generations(String name) {
    Map<String, String> found = new TreeMap<>();
    for (JsonNode index : client.get("")) {
      String each = index.path("name").asString("");
      if (each.equals(name) || each.matches(Pattern.quote(name) + "-[0-9a-f]{8}")) {
        found.put(each, index.path("description").asString(""));
      }
    }
    return found;
  }

  private String create(IndexDefinition definition, boolean first) {
    String generation = definition.name() + "-" + definition.fingerprint();
    if (!first) {
      create(definition, generation);
      return generation;
    }
    try {
      create(definition, definition.name());
      return definition.name();
    } catch (VectorizeException e) {
      if (e.status() != 409) {
        throw e;
      }
      // A name cannot be used again for a while after its index was deleted.
      create(definition, generation);
      return generation;
    }
  }

  private void create(IndexDefinition definition, String name) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("name", name);
    body.put("description", description(definition));
    body.putObject("config").put("dimensions", definition.dimensions()).put("metric", "cosine");
    client.post("", body);
  }

  /** Vectors that are written before a metadata index exists never get into it. */
  private void createMetadataIndexes(
      IndexDefinition definition, String name, VectorizeMutations mutations) {
    Map<String, String> missing = new LinkedHashMap<>();
    missing.put(VectorizeDocuments.CREATED_AT, "number");
    new TreeMap<>(definition.filterable()).forEach((key, type) -> missing.put(key, type(type)));
    missing.keySet().removeAll(metadataIndexes(name));
    if (missing.isEmpty()) {
      return;
    }
    if (client.get("/" + name + "/info").path("vectorCount").asLong(0) > 0) {
      throw new VectorIndexException(
          "The Vectorize index %s has vectors, but no metadata index for %s. Delete it, so that it"
                  .formatted(name, missing.keySet())
              + " is made again from the rows",
          null);
    }
    String mutation = "";
    for (Map.Entry<String, String> each : missing.entrySet()) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("propertyName", each.getKey()).put("indexType", each.getValue());
      mutation = mutations.submit(() -> client.post("/" + name + "/metadata_index/create", body));
    }
    mutations.await(mutation, () -> metadataIndexes(name).containsAll(missing.keySet()));
  }

  private Set<String> metadataIndexes(String name) {
    Set<String> properties = new HashSet<>();
    client
        .get("/" + name + "/metadata_index/list")
        .path("metadataIndexes")
        .forEach(index -> properties.add(index.path("propertyName").asString("")));
    return properties;
  }

  private static String type(MetadataType type) {
    return switch (type) {
      case TEXT -> "string";
      case NUMBER -> "number";
      case FLAG -> "boolean";
    };
  }

  private static void check(IndexDefinition definition, String found) {
    String wanted = description(definition);
    if (!wanted.equals(found)) {
      throw new VectorIndexMismatchException(
          definition.name(), found.isBlank() ? "an unknown model" : found, wanted);
    }
  }

  private static String description(IndexDefinition definition) {
    return "%s filtered by %s (crow, layout 1)"
        .formatted(model(definition), definition.filterableText());
  }

  private static String model(IndexDefinition definition) {
    return "model '%s' with %d dimensions,"
        .formatted(definition.modelId(), definition.dimensions());
  }

  @Override
  public synchronized void close() {
    open.values().forEach(opened -> opened.index().close());
    client.close();
  }

  private record Opened(String description, VectorIndex index) {}
}
