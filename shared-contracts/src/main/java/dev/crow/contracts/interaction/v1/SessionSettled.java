package dev.crow.contracts.interaction.v1;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * What became of a closed session, told to whoever sent it on. It stands for every version up to
 * its own.
 *
 * @param organizationId whose session it is
 * @param source channel, as in the closed session
 * @param sessionId the sender's id
 * @param run which period of activity
 * @param version which telling of it
 * @param outcome what became of it
 * @param interactionId id of the interaction; of an erased one, the id it would have had
 * @param settledAt when
 */
public record SessionSettled(
    String organizationId,
    String source,
    String sessionId,
    int run,
    int version,
    Outcome outcome,
    String interactionId,
    Instant settledAt) {

  /** What can become of a closed session. */
  public enum Outcome {
    /** Its interaction and the vector of it are stored. */
    @JsonProperty("recorded")
    RECORDED,
    /** It was dropped, because its visitor or organization was erased. */
    @JsonProperty("erased")
    ERASED
  }
}
