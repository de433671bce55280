package dev.crow.vectorindex.langchain4j;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;

import dev.crow.vectorindex.Condition;
import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.MetadataValue;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorLimits;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThan;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotIn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The layout: how documents become segments, and how conditions become filters. */
final class StoredSegments {

  private static final String ORGANIZATION = "org_id";
  private static final String CREATED_AT = "created_at";
  private static final String ID = "_id";

  /** All metadata with its types, of which stores know only some. */
  private static final String METADATA = "_metadata";

  /** Segments must not be empty, so each has this before its text. */
  private static final String MARK = "·";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StoredSegments() {}

  /** A UUID, since some stores take no other ids. */
  static String storeId(String organizationId, String id) {
    try {
      ByteBuffer digest =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256")
                  .digest((organizationId + '\0' + id).getBytes(StandardCharsets.UTF_8)));
      long high = (digest.getLong() & ~0xF000L) | 0x8000L;
      long low = (digest.getLong() & ~(0xC0L << 56)) | (0x80L << 56);
      return new UUID(high, low).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  static TextSegment write(VectorDocument document, IndexDefinition definition) {
    Map<String, Object> typed = new HashMap<>();
    Metadata metadata = new Metadata();
    document
        .metadata()
        .forEach(
            (key, value) -> {
              typed.put(key, plain(value));
              if (definition.filterable().containsKey(key)) {
                put(metadata, key, value);
              }
            });
    metadata.put(ORGANIZATION, document.organizationId());
    metadata.put(CREATED_AT, document.timestamp().toEpochMilli());
    metadata.put(ID, document.id());
    metadata.put(METADATA, JSON.writeValueAsString(typed));
    return TextSegment.from(MARK + document.text(), metadata);
  }

  private static Object plain(MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text(String text) -> text;
      case MetadataValue.Numeric(double number) -> number;
      case MetadataValue.Flag(boolean flag) -> flag;
    };
  }

  private static void put(Metadata metadata, String key, MetadataValue value) {
    switch (value) {
      case MetadataValue.Numeric(double number) -> metadata.put(key, number);
      case MetadataValue.Text _, MetadataValue.Flag _ -> metadata.put(key, (String) operand(value));
    }
  }

  /** Stores know no flags; they are texts there. */
  private static Object operand(MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text(String text) -> VectorLimits.filtered(text);
      case MetadataValue.Numeric(double number) -> number;
      case MetadataValue.Flag(boolean flag) -> Boolean.toString(flag);
    };
  }

  static Filter of(String organizationId) {
    VectorLimits.checkOrganization(organizationId);
    return metadataKey(ORGANIZATION).isEqualTo(organizationId);
  }

  static Filter visibleTo(VectorQuery query) {
    Filter filter = of(query.organizationId());
    Instant from = query.from();
    Instant to = query.to();
    if (from != null) {
      filter = filter.and(metadataKey(CREATED_AT).isGreaterThanOrEqualTo(from.toEpochMilli()));
    }
    if (to != null) {
      filter = filter.and(metadataKey(CREATED_AT).isLessThan(to.toEpochMilli()));
    }
    for (Condition condition : query.conditions()) {
      filter = filter.and(filter(condition));
    }
    return filter;
  }

  private static Filter filter(Condition condition) {
    String key = condition.key();
    Object operand = operand(condition.operand());
    return switch (condition.operator()) {
      case EQUAL -> new IsEqualTo(key, operand);
      case NOT_EQUAL -> new IsNotEqualTo(key, operand);
      case ONE_OF -> new IsIn(key, operands(condition));
      case NONE_OF -> new IsNotIn(key, operands(condition));
      case LESS -> new IsLessThan(key, comparable(operand));
      case AT_MOST -> new IsLessThanOrEqualTo(key, comparable(operand));
      case GREATER -> new IsGreaterThan(key, comparable(operand));
      case AT_LEAST -> new IsGreaterThanOrEqualTo(key, comparable(operand));
    };
  }

  private static List<Object> operands(Condition condition) {
    return condition.operands().stream().map(StoredSegments::operand).toList();
  }

  private static Comparable<?> comparable(Object operand) {
    return operand instanceof Double number ? number : operand.toString();
  }

  static VectorMatch read(EmbeddingMatch<TextSegment> match) {
    TextSegment segment = match.embedded();
    Metadata kept = segment.metadata();
    Map<String, MetadataValue> metadata = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : JSON.readTree(kept.getString(METADATA)).properties()) {
      metadata.put(entry.getKey(), value(entry.getValue()));
    }
    double cosine = 2 * match.score() - 1;
    return new VectorMatch(
        Objects.requireNonNull(kept.getString(ID)),
        cosine,
        cosine,
        segment.text().substring(MARK.length()),
        metadata,
        Instant.ofEpochMilli(Objects.requireNonNull(kept.getLong(CREATED_AT))));
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
