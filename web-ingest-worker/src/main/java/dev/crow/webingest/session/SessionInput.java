package dev.crow.webingest.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one accepted request tells of one session: the value of a record in {@code web-events}.
 *
 * @param organizationId from the verified token
 * @param sessionId the sender's id of the session
 * @param receiptId the request's receipt
 * @param context what is known of the visit, or null
 * @param idleTimeoutSeconds a shorter inactivity gap the sender asks for, or null
 * @param events accepted events, in the sender's order; may be empty
 * @param refused how many events of the request were refused, by reason
 * @param repeated how many events of the request the door knew already
 * @param ends whether the sender ended the session with this request
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SessionInput(
    String organizationId,
    String sessionId,
    String receiptId,
    @Nullable SessionContext context,
    @Nullable Integer idleTimeoutSeconds,
    List<WebEvent> events,
    Map<String, Integer> refused,
    int repeated,
    boolean ends) {

  /** The key of tick records; no session key looks like it. */
  static final String TICK_KEY = "#tick";

  /** Copies the collections; absent ones become empty. */
  public SessionInput {
    events = events == null ? List.of() : List.copyOf(events);
    refused = refused == null ? Map.of() : Map.copyOf(refused);
  }

  /**
   * @return the partition key: the organization is a part of it, so sessions of two organizations
   *     never meet whatever their senders call them
   */
  public String key() {
    return organizationId + "|" + sessionId;
  }
}
