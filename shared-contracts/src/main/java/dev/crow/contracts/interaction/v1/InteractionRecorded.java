package dev.crow.contracts.interaction.v1;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An interaction was stored, or replaced by a version with late events.
 *
 * @param organizationId whose interaction it is
 * @param interactionId its id; the same for every version
 * @param version 1, and one more for each amendment
 * @param source channel: {@code web}, {@code social} or {@code cctv}
 * @param sessionId the session it describes
 * @param description what happened, in a sentence or two of plain language
 * @param productIds products involved, in order of first mention
 * @param eventCount events it rests on
 * @param startedAt when the session began
 * @param endedAt when the session ended
 * @param recordedAt when it was stored
 * @param generator what wrote the description, such as {@code rules/1}
 * @param facts what can be counted of it; null in records from before there were facts
 */
public record InteractionRecorded(
    String organizationId,
    String interactionId,
    int version,
    String source,
    String sessionId,
    String description,
    List<String> productIds,
    int eventCount,
    Instant startedAt,
    Instant endedAt,
    Instant recordedAt,
    String generator,
    @Nullable InteractionFacts facts) {

  /** Copies the product ids. */
  public InteractionRecorded {
    productIds = List.copyOf(productIds);
  }
}
