package dev.crow.vectorindex.vectorize;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.RankFusion;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorLimits;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import dev.crow.vectorindex.words.WordRanking;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One index of Vectorize. Organizations are namespaces. What was written is found a few seconds
 * later, or at once if it waits for that. Words reorder the nearest documents; they find none.
 */
final class VectorizeVectorIndex implements VectorIndex {

  private static final int MAX_UPSERT = 1000;
  private static final int MAX_UPSERT_BYTES = 64 << 20;
  private static final int MAX_DELETE = 100;
  private static final int MAX_GET = 20;
  private static final int MAX_LIST = 1000;
  private static final int MAX_TOP_K_WITH_METADATA = 50;

  private final VectorizeClient client;
  private final IndexDefinition definition;
  private final String path;
  private final VectorizeMutations mutations;
  private final boolean await;
  private final WordRanking words = new WordRanking();
  private volatile List<VectorizeVectorIndex> formers;
  private volatile boolean closed;

  /**
   * @param name Vectorize's own, which a generation may be part of
   * @param formers what this one replaces; what is deleted here goes from there as well
   */
  VectorizeVectorIndex(
      VectorizeClient client,
      IndexDefinition definition,
      String name,
      VectorizeMutations mutations,
      boolean await,
      List<VectorizeVectorIndex> formers) {
    this.client = client;
    this.definition = definition;
    this.path = "/" + name;
    this.mutations = mutations;
    this.await = await;
    this.formers = List.copyOf(formers);
  }

  @Override
  public void upsert(List<VectorDocument> documents) {
    checkOpen();
    documents.forEach(definition::check);
    Map<String, VectorDocument> last = new LinkedHashMap<>();
    for (VectorDocument document : documents) {
      last.put(VectorizeDocuments.vectorId(document.organizationId(), document.id()), document);
    }
    List<byte[]> lines = new ArrayList<>();
    last.values()
        .forEach(
            document ->
                lines.add(
                    (VectorizeDocuments.write(document) + "\n").getBytes(StandardCharsets.UTF_8)));
    String mutation = null;
    for (byte[] batch : batches(lines)) {
      mutation = mutations.submit(() -> client.postLines(path + "/upsert", batch));
    }
    if (await && mutation != null) {
      VectorDocument probe = documents.getLast();
      mutations.await(mutation, () -> has(probe));
    }
  }

  private static List<byte[]> batches(List<byte[]> lines) {
    List<byte[]> batches = new ArrayList<>();
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    int count = 0;
    for (byte[] line : lines) {
      if (count == MAX_UPSERT || (count > 0 && batch.size() + line.length > MAX_UPSERT_BYTES)) {
        batches.add(batch.toByteArray());
        batch.reset();
        count = 0;
      }
      batch.writeBytes(line);
      count++;
    }
    if (count > 0) {
      batches.add(batch.toByteArray());
    }
    return batches;
  }

  private boolean has(VectorDocument document) {
    String id = VectorizeDocuments.vectorId(document.organizationId(), document.id());
    return VectorizeDocuments.metadata(document).equals(metadata(List.of(id)).get(id));
  }

  @Override
  public void delete(String organizationId, Collection<String> ids) {
    checkOpen();
    VectorLimits.checkOrganization(organizationId);
    ids.forEach(VectorLimits::checkId);
    deleteVectors(
        ids.stream().map(id -> VectorizeDocuments.vectorId(organizationId, id)).toList(), await);
    formers.forEach(former -> former.delete(organizationId, ids));
  }

  /** Looks through the names of all vectors, since Vectorize cannot delete by namespace. */
  @Override
  public void deleteAll(String organizationId) {
    checkOpen();
    // What was accepted before would come up after the look.
    mutations.last().forEach(last -> mutations.await(last, () -> false));
    deleteVectors(vectorIds(organizationId), true);
    formers.forEach(former -> former.deleteAll(organizationId));
  }

  private void deleteVectors(List<String> vectorIds, boolean awaited) {
    String mutation = null;
    for (int from = 0; from < vectorIds.size(); from += MAX_DELETE) {
      List<String> batch = vectorIds.subList(from, Math.min(from + MAX_DELETE, vectorIds.size()));
      mutation = mutations.submit(() -> client.post(path + "/delete_by_ids", ids(batch)));
    }
    if (awaited && mutation != null) {
      mutations.await(mutation, () -> metadata(vectorIds).isEmpty());
    }
  }

  private List<String> vectorIds(String organizationId) {
    String prefix = VectorizeDocuments.prefix(organizationId);
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = client.get(path + "/list?count=" + MAX_LIST + cursor);
      for (JsonNode vector : page.path("vectors")) {
        String id = vector.path("id").asString("");
        if (id.startsWith(prefix)) {
          found.add(id);
        }
      }
      cursor =
          page.path("isTruncated").asBoolean(false)
              ? "&cursor=" + encoded(page.path("nextCursor").asString(""))
              : "";
    } while (!cursor.isEmpty());
    return found;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public List<VectorMatch> search(VectorQuery query) {
    checkOpen();
    definition.check(query);
    float[] vector = query.requiredVector();
    String text = query.text();
    if (text == null) {
      return nearest(query, vector, query.topK());
    }
    List<VectorMatch> candidates =
        nearest(query, vector, Math.max(query.topK(), MAX_TOP_K_WITH_METADATA));
    return RankFusion.fuse(query.topK(), List.of(candidates, words.rank(text, candidates)));
  }

  private List<VectorMatch> nearest(VectorQuery query, float[] vector, int topK) {
    boolean atOnce = topK <= MAX_TOP_K_WITH_METADATA;
    ObjectNode body = VectorizeDocuments.query(query, vector, topK);
    body.put("returnMetadata", atOnce ? "all" : "none");
    JsonNode found = client.post(path + "/query", body).path("matches");
    Map<String, JsonNode> metadata =
        atOnce
            ? Map.of()
            : metadata(found.valueStream().map(match -> match.path("id").asString("")).toList());
    return found
        .valueStream()
        .map(
            match ->
                VectorizeDocuments.read(
                    query.organizationId(),
                    metadata.getOrDefault(match.path("id").asString(""), match.path("metadata")),
                    match.path("score").asDouble(0)))
        .filter(Objects::nonNull)
        .toList();
  }

  private Map<String, JsonNode> metadata(List<String> vectorIds) {
    Map<String, JsonNode> metadata = new HashMap<>();
    for (int from = 0; from < vectorIds.size(); from += MAX_GET) {
      List<String> batch = vectorIds.subList(from, Math.min(from + MAX_GET, vectorIds.size()));
      for (JsonNode vector : client.post(path + "/get_by_ids", ids(batch))) {
        metadata.put(vector.path("id").asString(""), vector.path("metadata"));
      }
    }
    return metadata;
  }

  private static ObjectNode ids(List<String> vectorIds) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode ids = body.putArray("ids");
    vectorIds.forEach(ids::add);
    return body;
  }

  /** Looks through the names of all vectors. */
  @Override
  public long count(String organizationId) {
    checkOpen();
    return vectorIds(organizationId).size();
  }

  @Override
  public boolean searchesWords() {
    return false;
  }

  @Override
  public synchronized void dropFormer() {
    List<VectorizeVectorIndex> dropped = formers;
    formers = List.of();
    dropped.forEach(former -> client.delete(former.path));
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The vector index " + definition.name() + " is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    words.close();
  }
}
