package dev.crow.pattern.topics;

import java.time.LocalDate;
import java.util.List;

/**
 * A visit that stands for others of its day.
 *
 * @param interactionId its id
 * @param day UTC
 * @param description in plain language
 * @param segments the groups of visitors it belongs to
 * @param vector meaning of the description
 */
@SuppressWarnings("ArrayRecordComponent") // two samples are never compared
public record Sample(
    String interactionId,
    LocalDate day,
    String description,
    List<String> segments,
    float[] vector) {

  /** Copies the segments. */
  public Sample {
    segments = List.copyOf(segments);
  }
}
