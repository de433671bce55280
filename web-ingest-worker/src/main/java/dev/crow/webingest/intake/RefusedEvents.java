package dev.crow.webingest.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one request that were refused, as kept in the dead letters.
 *
 * @param organizationId whose
 * @param sessionId of which session
 * @param events each with its reason
 */
record RefusedEvents(String organizationId, String sessionId, List<Letter> events) {

  /**
   * @param index place in the request
   * @param eventId the sender's id, if it was readable
   * @param reason why
   * @param head beginning of the event's text, masked
   */
  record Letter(int index, @Nullable String eventId, String reason, String head) {}
}
