package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.IndexDefinition;
import dev.crow.vectorindex.MetadataValue;
import dev.crow.vectorindex.UnitVector;
import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorLimits;
import dev.crow.vectorindex.VectorMatch;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.jspecify.annotations.Nullable;

/** The layout: how documents become Lucene's, and how they are read back. */
final class Documents {

  static final String VECTOR = "vector";
  static final String TEXT = "text";
  static final String ORGANIZATION = "organization";
  static final String TIME = "time";
  private static final String KEY = "key";
  private static final String ID = "id";
  private static final String METADATA = "metadata";

  /** Separates a name from what follows; ids and metadata keys never contain it. */
  private static final char SEPARATOR = 0;

  private Documents() {}

  static Term key(String organizationId, String id) {
    return new Term(KEY, organizationId + SEPARATOR + id);
  }

  /** Where the texts and flags of a metadata key are looked up. */
  static String termField(String key) {
    return "text:" + key;
  }

  /** Where the numbers of a metadata key are looked up. */
  static String numberField(String key) {
    return "number:" + key;
  }

  /** What a text or flag is looked up as. */
  static String term(MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text(String text) -> VectorLimits.filtered(text);
      case MetadataValue.Flag(boolean flag) -> Boolean.toString(flag);
      case MetadataValue.Numeric _ -> throw new IllegalArgumentException("A number is no term");
    };
  }

  static Document write(VectorDocument source, IndexDefinition definition) {
    Document document = new Document();
    document.add(new StringField(KEY, key(source.organizationId(), source.id()).bytes(), Store.NO));
    document.add(new StringField(ORGANIZATION, source.organizationId(), Store.NO));
    document.add(new StoredField(ID, source.id()));
    document.add(
        new KnnFloatVectorField(
            VECTOR, UnitVector.of(source.vector()), VectorSimilarityFunction.DOT_PRODUCT));
    document.add(new TextField(TEXT, source.text(), Store.YES));
    document.add(new LongField(TIME, source.timestamp().toEpochMilli(), Store.YES));
    source
        .metadata()
        .forEach(
            (key, value) -> {
              document.add(new StoredField(METADATA, pair(key, value)));
              if (definition.filterable().containsKey(key)) {
                document.add(lookup(key, value));
              }
            });
    return document;
  }

  private static IndexableField lookup(String key, MetadataValue value) {
    return switch (value) {
      case MetadataValue.Numeric(double number) -> new DoublePoint(numberField(key), number);
      case MetadataValue.Text _, MetadataValue.Flag _ ->
          new StringField(termField(key), term(value), Store.NO);
    };
  }

  static VectorMatch read(Document stored, double score, @Nullable Double similarity) {
    Map<String, MetadataValue> metadata = new HashMap<>();
    for (String pair : stored.getValues(METADATA)) {
      int end = pair.indexOf(SEPARATOR);
      metadata.put(pair.substring(1, end), value(pair.charAt(0), pair.substring(end + 1)));
    }
    IndexableField time = stored.getField(TIME);
    return new VectorMatch(
        stored.get(ID),
        score,
        similarity,
        stored.get(TEXT),
        metadata,
        Instant.ofEpochMilli(time.numericValue().longValue()));
  }

  private static String pair(String key, MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text(String text) -> 't' + key + SEPARATOR + text;
      case MetadataValue.Numeric(double number) -> 'n' + key + SEPARATOR + number;
      case MetadataValue.Flag(boolean flag) -> 'f' + key + SEPARATOR + flag;
    };
  }

  private static MetadataValue value(char type, String text) {
    return switch (type) {
      case 'n' -> MetadataValue.of(Double.parseDouble(text));
      case 'f' -> MetadataValue.of(Boolean.parseBoolean(text));
      default -> MetadataValue.of(text);
    };
  }
}
