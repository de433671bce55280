package dev.crow.vectorindex;

import java.time.Instant;
import java.util.Map;

/**
 * One text with its vector. Two documents with equal content are not equal, because of the array.
 *
 * @param organizationId the organization it belongs to
 * @param id its name, unique within the organization
 * @param vector its embedding; any length but zero, since only the direction counts
 * @param text what its words are searched in; may be empty
 * @param metadata what else is known of it; queries filter by what the index was opened for
 * @param timestamp when it happened; kept to the millisecond
 */
@SuppressWarnings("ArrayRecordComponent")
public record VectorDocument(
    String organizationId,
    String id,
    float[] vector,
    String text,
    Map<String, MetadataValue> metadata,
    Instant timestamp) {

  public VectorDocument {
    VectorLimits.checkOrganization(organizationId);
    VectorLimits.checkId(id);
    vector = vector.clone();
    VectorLimits.checkVector(vector);
    text = Canonical.text(text);
    metadata = Map.copyOf(metadata);
    VectorLimits.checkMetadata(metadata);
    timestamp = Canonical.timestamp(timestamp);
  }
}
