package dev.crow.webingest.intake;

import dev.crow.contracts.web.v1.WebEvent;
import org.jspecify.annotations.Nullable;

/** What the door thinks of one event of a request. */
sealed interface Verdict {

  /**
   * Fit to be stored.
   *
   * @param event mapped and masked
   * @param content hash of what the sender sent, to tell a repetition from a reused id
   */
  record Fit(WebEvent event, int content) implements Verdict {}

  /**
   * Not fit.
   *
   * @param eventId the sender's id, if it was readable
   * @param reason why
   * @param head beginning of the event's own text, for the dead letters
   */
  record Unfit(@Nullable String eventId, Refusal reason, String head) implements Verdict {}

  /**
   * Known and deliberately not stored, such as mouse movement.
   *
   * @param eventId the sender's id, if it matters to it
   * @param reason why, where it is not in the nature of the event
   */
  record Skipped(@Nullable String eventId, @Nullable String reason) implements Verdict {

    /** Of a sort that nobody stores. */
    static final Skipped AS_NOISE = new Skipped(null, null);

    /** Done by a program. */
    static final String BOT = "bot";
  }
}
