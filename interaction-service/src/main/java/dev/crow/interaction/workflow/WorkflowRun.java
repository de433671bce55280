package dev.crow.interaction.workflow;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.events.NameUuid;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of {@code process-interaction}: from a closed session to the words for it.
 *
 * @param id follows from the interaction and its version
 * @param organizationId whose
 * @param workflow its name
 * @param interactionId what comes of it
 * @param sessionId what it comes from
 * @param version of the interaction
 * @param state {@code RUNNING} also while it waits for its next attempt
 * @param step the one under way, or the last
 * @param steps in order
 * @param attempts how often it was taken up
 * @param cost of the model's calls, in millionths of a US dollar
 * @param failure why the last attempt did not succeed, or null
 * @param dueAt when a worker may take it up; null if nothing is left to do
 * @param startedAt of the first attempt
 * @param finishedAt null while it runs
 */
@Schema(name = "WorkflowRun")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkflowRun(
    String id,
    @JsonIgnore String organizationId,
    String workflow,
    String interactionId,
    String sessionId,
    int version,
    State state,
    Step.Name step,
    List<Step> steps,
    int attempts,
    long cost,
    @Nullable String failure,
    @Nullable Instant dueAt,
    Instant startedAt,
    @Nullable Instant finishedAt) {

  /** The only workflow of this service. */
  public static final String PROCESS_INTERACTION = "process-interaction";

  /** Copies the steps. */
  public WorkflowRun {
    steps = List.copyOf(steps);
  }

  /**
   * @param interactionId what comes of it
   * @param version of the interaction
   * @return the run's id
   */
  public static String id(String interactionId, int version) {
    return NameUuid.of(PROCESS_INTERACTION, interactionId, Integer.toString(version)).toString();
  }

  /** How a run stands. */
  public enum State {
    RUNNING,
    DONE,
    /** What it got done stands; the rest can be resumed. */
    FAILED,
    CANCELLED
  }
}
