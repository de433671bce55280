package dev.crow.vectorindex;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to look for, within one organization. Start with {@link #nearest}, {@link #matching} or
 * {@link #hybrid} and narrow it with {@link #where} and {@link #between}.
 *
 * @param organizationId whose documents are searched
 * @param vector what the matches shall be near to, or null to search by words alone
 * @param text the words the matches shall have, or null to search by vector alone; plain text, in
 *     which no character has a special meaning
 * @param topK how many matches at most, 1 to {@value VectorLimits#MAX_TOP_K}
 * @param conditions what the metadata of every match fulfils
 * @param from the earliest timestamp of a match, or null
 * @param to the first timestamp that is too late, or null
 */
@SuppressWarnings("ArrayRecordComponent") // Queries are not compared.
public record VectorQuery(
    String organizationId,
    float @Nullable [] vector,
    @Nullable String text,
    int topK,
    List<Condition> conditions,
    @Nullable Instant from,
    @Nullable Instant to) {

  public VectorQuery {
    VectorLimits.checkOrganization(organizationId);
    VectorLimits.require(vector != null || text != null, "a query needs a vector or a text");
    if (vector != null) {
      vector = vector.clone();
      VectorLimits.checkVector(vector);
    }
    text = text == null ? null : Canonical.text(text);
    VectorLimits.checkTopK(topK);
    conditions = List.copyOf(conditions);
    VectorLimits.checkConditions(conditions);
    from = from == null ? null : Canonical.timestamp(from);
    to = to == null ? null : Canonical.timestamp(to);
  }

  /** Searches by meaning. */
  public static VectorQuery nearest(String organizationId, float[] vector, int topK) {
    return new VectorQuery(organizationId, vector, null, topK, List.of(), null, null);
  }

  /** Searches by words. */
  public static VectorQuery matching(String organizationId, String text, int topK) {
    return new VectorQuery(organizationId, null, text, topK, List.of(), null, null);
  }

  /** Searches by both, and ranks highest what both find. */
  public static VectorQuery hybrid(String organizationId, float[] vector, String text, int topK) {
    return new VectorQuery(organizationId, vector, text, topK, List.of(), null, null);
  }

  /** Returns this query for documents that fulfil this too. */
  public VectorQuery where(Condition condition) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(condition);
    return new VectorQuery(organizationId, vector, text, topK, more, from, to);
  }

  /** Returns this query for documents whose metadata has this text; calls add up. */
  public VectorQuery where(String key, String value) {
    return where(Condition.equalTo(key, MetadataValue.of(value)));
  }

  /** Returns this query for documents of a time only: {@code from} and after, before {@code to}. */
  public VectorQuery between(@Nullable Instant from, @Nullable Instant to) {
    return new VectorQuery(organizationId, vector, text, topK, conditions, from, to);
  }

  /**
   * The vector, for an index that cannot search by words alone.
   *
   * @throws IllegalArgumentException if there is none
   */
  public float[] requiredVector() {
    if (vector == null) {
      throw new IllegalArgumentException(
          "this index cannot search by words alone; the query needs a vector");
    }
    return vector;
  }
}
