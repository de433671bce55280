package dev.crow.webingest.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What is remembered of one accepted request, as long as its session is remembered.
 *
 * @param sessionId the sender's session
 * @param run the run its events went to; 0 if it had none that were new
 * @param version version of the run that is the first to hold them
 * @param at when it was taken in, epoch milliseconds of the broker's clock
 * @param duplicates events that had been there before
 * @param refused events refused, by reason
 * @param eventIds events that were new
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ReceiptTrace(
    String sessionId,
    int run,
    int version,
    long at,
    int duplicates,
    Map<String, Integer> refused,
    List<String> eventIds) {

  ReceiptTrace {
    refused = refused == null ? Map.of() : Map.copyOf(refused);
    eventIds = eventIds == null ? List.of() : List.copyOf(eventIds);
  }
}
