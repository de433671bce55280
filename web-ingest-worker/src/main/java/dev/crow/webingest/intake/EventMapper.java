package dev.crow.webingest.intake;

import dev.crow.webingest.intake.JsonReader.JsonObject;
import java.nio.CharBuffer;
import java.time.Duration;
import java.time.Instant;

/** Understands one dialect's events: from the sender's JSON to what the suite stores. */
interface EventMapper {

  /**
   * @param item one entry of the request's events; any JSON value
   * @param whole the request's text, in which the entry stands
   * @param request what the event is to be seen with
   * @return what the door thinks of it; never an exception for bad content
   */
  Verdict map(Object item, CharBuffer whole, RequestFacts request);

  /**
   * @param sessionId the request's session
   * @param receivedAt when it arrived
   * @param skew how far the sender's clock is behind ours
   */
  record RequestFacts(String sessionId, Instant receivedAt, Duration skew) {}

  /** The beginning of an event's own text, for the dead letters, without personal data. */
  static String head(Object item, CharBuffer whole) {
    CharSequence text = item instanceof JsonObject object ? object.text(whole) : item.toString();
    String head = text.length() <= 512 ? text.toString() : text.subSequence(0, 512) + "…";
    return Masking.text(head);
  }
}
