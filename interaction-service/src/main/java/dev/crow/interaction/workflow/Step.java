package dev.crow.interaction.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One step of a run.
 *
 * @param name which
 * @param state how it stands
 * @param detail what came of it, in a word or two, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Step(Name name, State state, @Nullable String detail) {

  /**
   * @param name which
   * @param detail what came of it
   * @return a finished step
   */
  public static Step done(Name name, String detail) {
    return new Step(name, State.DONE, detail);
  }

  /** The steps of {@code process-interaction}, in their order. */
  public enum Name {
    /** How much there is to find out. */
    @JsonProperty("triage")
    TRIAGE,
    /** Which products of the catalogue are involved. */
    @JsonProperty("products")
    PRODUCTS,
    /** The words of the rules. */
    @JsonProperty("describe")
    DESCRIBE,
    /** Vector, row and announcement. */
    @JsonProperty("store")
    STORE,
    /** The words of a model, where one is asked, and their check against the events. */
    @JsonProperty("analyse")
    ANALYSE
  }

  /** How a step stands. */
  public enum State {
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("done")
    DONE,
    @JsonProperty("skipped")
    SKIPPED,
    @JsonProperty("failed")
    FAILED
  }
}
