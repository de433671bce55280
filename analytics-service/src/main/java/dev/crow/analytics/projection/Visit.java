package dev.crow.analytics.projection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept here of a session, or of how one was judged. Everything that is counted of it
 * follows from it, so it can be taken out again as it was put in.
 *
 * @param id says what it is of
 * @param version a higher one replaces a lower one
 * @param startedAt when the session began
 * @param endedAt when it ended
 * @param events how many it has
 * @param visitor who is counted: a keyed hash
 * @param anonymousHash of the sender's pseudonym, or null
 * @param userHash of the brand's own id of the visitor, or null
 * @param body what was done, or how it was judged
 */
public record Visit(
    String id,
    int version,
    Instant startedAt,
    Instant endedAt,
    int events,
    String visitor,
    @Nullable String anonymousHash,
    @Nullable String userHash,
    Body body) {

  /** What a visit holds. */
  public sealed interface Body {
    /**
     * @return the row's kind
     */
    String kind();
  }

  /**
   * What was done in a session.
   *
   * @param sessionId the sender's
   * @param steps in order
   */
  public record Journey(String sessionId, List<Step> steps) implements Body {

    /** The row's kind. */
    public static final String KIND = "session";

    /** Copies the steps. */
    public Journey {
      steps = List.copyOf(steps);
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /**
   * How a session was judged.
   *
   * @param outcome how it ended
   * @param device what it was done with, or null
   * @param arrival where it came from
   * @param language or null
   * @param tags short marks
   */
  public record Result(
      String outcome,
      @Nullable String device,
      String arrival,
      @Nullable String language,
      List<String> tags)
      implements Body {

    /** The row's kind. */
    public static final String KIND = "result";

    /** Copies the tags; absent ones become empty. */
    public Result {
      tags = tags == null ? List.of() : List.copyOf(tags);
    }

    @Override
    public String kind() {
      return KIND;
    }
  }
}
