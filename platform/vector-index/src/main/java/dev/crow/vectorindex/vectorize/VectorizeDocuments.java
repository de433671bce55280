package dev.crow.vectorindex.vectorize;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crow.vectorindex.Condition;
import dev.crow.vectorindex.MetadataValue;
import dev.crow.vectorindex.UnitVector;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorLimits;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The layout: how documents and queries become Vectorize's, and how matches are read back. */
final class VectorizeDocuments {

  static final String CREATED_AT = "created_at";
  private static final String ORGANIZATION = "org_id";
  private static final String ID = "_id";
  private static final String TEXT = "_text";

  /** Of the metadata, as compact JSON. */
  private static final int MAX_METADATA_BYTES = 10_240;

  /** Of the filter, as compact JSON. */
  private static final int MAX_FILTER_BYTES = 2047;

  private static final int ORGANIZATION_CHARACTERS = 21;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private VectorizeDocuments() {}

  /**
   * Ids are unique in the whole index and at most 64 bytes long, so they are made of digests; all
   * of an organization begin alike.
   */
  static String vectorId(String organizationId, String id) {
    return prefix(organizationId) + digest(organizationId + '\0' + id);
  }

  static String prefix(String organizationId) {
    VectorLimits.checkOrganization(organizationId);
    return digest(organizationId).substring(0, ORGANIZATION_CHARACTERS);
  }

  private static String digest(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  static ObjectNode write(VectorDocument document) {
    ObjectNode node = JSON.objectNode();
    node.put("id", vectorId(document.organizationId(), document.id()));
    ArrayNode values = node.putArray("values");
    for (float value : UnitVector.of(document.vector())) {
      values.add(value);
    }
    node.put("namespace", document.organizationId());
    node.set("metadata", metadata(document));
    return node;
  }

  static ObjectNode metadata(VectorDocument document) {
    ObjectNode metadata = JSON.objectNode();
    metadata.put(ORGANIZATION, document.organizationId());
    metadata.put(CREATED_AT, document.timestamp().toEpochMilli());
    metadata.put(ID, document.id());
    document.metadata().forEach((key, value) -> metadata.set(key, value(value)));
    int room = MAX_METADATA_BYTES - size(metadata.put(TEXT, ""));
    VectorLimits.require(room >= 0, "metadata is larger than 10 KiB as JSON");
    return metadata.put(TEXT, beginning(document.text(), room));
  }

  /** As much of a text as fits into so many bytes of JSON. */
  private static String beginning(String text, int bytes) {
    int end = 0;
    int used = 0;
    while (end < text.length()) {
      int next = end + Character.charCount(text.codePointAt(end));
      used += size(JSON.stringNode(text.substring(end, next))) - 2;
      if (used > bytes) {
        break;
      }
      end = next;
    }
    return text.substring(0, end);
  }

  private static int size(JsonNode node) {
    return node.toString().getBytes(UTF_8).length;
  }

  private static JsonNode value(MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text(String text) -> JSON.stringNode(text);
      case MetadataValue.Numeric(double number) -> JSON.numberNode(number);
      case MetadataValue.Flag(boolean flag) -> JSON.booleanNode(flag);
    };
  }

  /** A query for the nearest, without how much of each is returned. */
  static ObjectNode query(VectorQuery query, float[] vector, int topK) {
    ObjectNode body = JSON.objectNode();
    ArrayNode values = body.putArray("vector");
    for (float value : UnitVector.of(vector)) {
      values.add(value);
    }
    body.put("topK", topK);
    body.put("namespace", query.organizationId());
    ObjectNode filter = filter(query);
    if (!filter.isEmpty()) {
      VectorLimits.require(
          size(filter) <= MAX_FILTER_BYTES, "conditions are larger than 2 KiB as JSON");
      body.set("filter", filter);
    }
    return body;
  }

  private static ObjectNode filter(VectorQuery query) {
    ObjectNode filter = JSON.objectNode();
    Instant from = query.from();
    Instant to = query.to();
    if (from != null) {
      filter.withObjectProperty(CREATED_AT).put("$gte", from.toEpochMilli());
    }
    if (to != null) {
      filter.withObjectProperty(CREATED_AT).put("$lt", to.toEpochMilli());
    }
    for (Condition condition : query.conditions()) {
      ObjectNode operators = filter.withObjectProperty(condition.key());
      List<JsonNode> operands =
          condition.operands().stream().map(VectorizeDocuments::operand).toList();
      switch (condition.operator()) {
        case ONE_OF, NONE_OF -> operators.putArray(condition.operator().sign()).addAll(operands);
        case EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST ->
            operators.set(condition.operator().sign(), operands.getFirst());
      }
    }
    return filter;
  }

  private static JsonNode operand(MetadataValue value) {
    return value instanceof MetadataValue.Text(String text)
        ? JSON.stringNode(VectorLimits.filtered(text))
        : value(value);
  }

  /**
   * @return null if it is of another organization, which the namespace rules out
   */
  static @Nullable VectorMatch read(String organizationId, JsonNode metadata, double score) {
    if (!metadata.path(ORGANIZATION).asString("").equals(organizationId)) {
      return null;
    }
    Map<String, MetadataValue> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
      if (!List.of(ORGANIZATION, CREATED_AT, ID, TEXT).contains(entry.getKey())) {
        values.put(entry.getKey(), value(entry.getValue()));
      }
    }
    return new VectorMatch(
        metadata.path(ID).asString(""),
        score,
        score,
        metadata.path(TEXT).asString(""),
        values,
        Instant.ofEpochMilli(metadata.path(CREATED_AT).asLong(0)));
  }

  private static MetadataValue value(JsonNode node) {
    if (node.isNumber()) {
      return MetadataValue.of(node.asDouble());
    }
    return node.isBoolean()
        ? MetadataValue.of(node.asBoolean())
        : MetadataValue.of(node.asString(""));
  }
}
