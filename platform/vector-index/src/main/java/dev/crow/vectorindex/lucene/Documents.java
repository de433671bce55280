package dev.crow.vectorindex.lucene;

import dev.crow.vectorindex.VectorDocument;
import dev.crow.vectorindex.VectorLimits;
import dev.crow.vectorindex.VectorMatch;
import dev.crow.vectorindex.VectorQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** The layout: how documents become Lucene's, and which of them a query may see. */
final class Documents {

  static final String VECTOR = "vector";
  static final String TEXT = "text";
  private static final String ORGANIZATION = "organization";
  private static final String KEY = "key";
  private static final String ID = "id";
  private static final String METADATA = "metadata";
  private static final String TIME = "time";

  /** Separates a name from what follows; ids and metadata keys never contain it. */
  private static final char SEPARATOR = 0;

  private Documents() {}

  static Term key(String organizationId, String id) {
    return new Term(KEY, organizationId + SEPARATOR + id);
  }

  static Document write(VectorDocument source) {
    Document document = new Document();
    document.add(new StringField(KEY, key(source.organizationId(), source.id()).bytes(), Store.NO));
    document.add(new StringField(ORGANIZATION, source.organizationId(), Store.NO));
    document.add(new StoredField(ID, source.id()));
    document.add(
        new KnnFloatVectorField(
            VECTOR, unit(source.vector()), VectorSimilarityFunction.DOT_PRODUCT));
    document.add(new TextField(TEXT, source.text(), Store.YES));
    source
        .metadata()
        .forEach(
            (key, value) -> document.add(new StringField(METADATA, pair(key, value), Store.YES)));
    document.add(new LongField(TIME, source.timestamp().toEpochMilli(), Store.YES));
    return document;
  }

  static VectorMatch read(Document stored, double score, @Nullable Double similarity) {
    Map<String, String> metadata = new HashMap<>();
    for (String pair : stored.getValues(METADATA)) {
      int end = pair.indexOf(SEPARATOR);
      metadata.put(pair.substring(0, end), pair.substring(end + 1));
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

  /** Everything one organization has. All reading and deleting starts from here or from a key. */
  static Query of(String organizationId) {
    VectorLimits.checkOrganization(organizationId);
    return new TermQuery(new Term(ORGANIZATION, organizationId));
  }

  /** What a query may see: the organization's documents that pass the query's filters. */
  static Query visibleTo(VectorQuery query) {
    BooleanQuery.Builder filter =
        new BooleanQuery.Builder().add(of(query.organizationId()), Occur.FILTER);
    query
        .equalTo()
        .forEach(
            (key, value) ->
                filter.add(new TermQuery(new Term(METADATA, pair(key, value))), Occur.FILTER));
    Instant from = query.from();
    Instant to = query.to();
    if (from != null || to != null) {
      filter.add(
          LongField.newRangeQuery(
              TIME,
              from == null ? Long.MIN_VALUE : from.toEpochMilli(),
              to == null ? Long.MAX_VALUE : to.toEpochMilli() - 1),
          Occur.FILTER);
    }
    return filter.build();
  }

  /** Scales a vector to length one, so that a dot product is a cosine. */
  static float[] unit(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    double length = Math.sqrt(squares);
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  private static String pair(String key, String value) {
    return key + SEPARATOR + value;
  }
}
