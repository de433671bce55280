package dev.crow.contracts.web.v1;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * A session that ended, with everything that happened in it: consumers never ask back.
 *
 * <p>The triple (organization, session id, run) names the session for ever. A later {@code version}
 * of the same triple replaces the earlier one: it holds late events as well.
 *
 * @param organizationId whose session it is
 * @param source channel: {@code web}
 * @param sessionId the sender's id
 * @param run 1 for the first period of activity under this id; each longer silence starts the next
 * @param version 1, and one more for each amendment by late events
 * @param reason why it closed
 * @param startedAt time of its first event by the visitor's clock
 * @param endedAt time of its last event by the visitor's clock
 * @param closedAt when it closed by the broker's clock
 * @param duplicates events dropped because their id had been seen in this session
 * @param context what is known of the visit
 * @param events at least one, ordered by time and then arrival
 */
public record SessionClosed(
    String organizationId,
    String source,
    String sessionId,
    int run,
    int version,
    Reason reason,
    Instant startedAt,
    Instant endedAt,
    Instant closedAt,
    int duplicates,
    SessionContext context,
    List<WebEvent> events) {

  /** The web channel's {@code source}. */
  public static final String SOURCE_WEB = "web";

  /** Copies the events. */
  public SessionClosed {
    events = List.copyOf(events);
  }

  /** Why a session closed. */
  public enum Reason {
    /** Nothing happened for the inactivity gap. */
    @JsonProperty("idle")
    IDLE,
    /** The sender said so. */
    @JsonProperty("ended")
    ENDED,
    /** It reached the cap on events or bytes; the visit goes on as the next run. */
    @JsonProperty("full")
    FULL
  }
}
