package dev.crow.contracts.export.v1;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The answer to an {@link ExportPartOrdered}: the records of {@code export-parts}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ExportPart.Written.class, name = "export-part-written"),
  @JsonSubTypes.Type(value = ExportPart.Refused.class, name = "export-part-refused")
})
public sealed interface ExportPart {

  /**
   * @return whose export
   */
  String organizationId();

  /**
   * @return which export
   */
  String exportId();

  /**
   * @return number of the part
   */
  int part();

  /**
   * Rows are in the object store.
   *
   * @param objectName last segment of the object's key, below {@code
   *     exports/{organization}/{export}/parts}: lines of JSON, compressed by gzip
   * @param rows how many, 0 or more
   * @param next where it ended, for the part after it; null if there is none
   * @param expected how many rows all parts will have, as far as that is known; null if not
   */
  record Written(
      String organizationId,
      String exportId,
      int part,
      String objectName,
      int rows,
      @Nullable String next,
      @Nullable Long expected,
      Instant occurredAt)
      implements ExportPart {}

  /**
   * There will be no rows, however often one asks.
   *
   * @param reason one sentence for people
   */
  record Refused(
      String organizationId, String exportId, int part, String reason, Instant occurredAt)
      implements ExportPart {}
}
