package dev.crow.webingest.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of each event of a request.
 *
 * @param receiptId names the request
 * @param sessionId its session
 * @param received events in the request
 * @param stored events now durable
 * @param duplicates events that had been durable before
 * @param refused events not taken, each with its reason
 * @param events one entry for each event, in the sender's order
 */
record Receipt(
    String receiptId,
    String sessionId,
    int received,
    int stored,
    int duplicates,
    int refused,
    List<Entry> events) {

  /**
   * One event's fate.
   *
   * @param index its place in the request
   * @param eventId its id, if it was readable
   * @param status what became of it
   * @param reason why it was refused
   * @param detail one sentence for people
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      int index,
      @Nullable String eventId,
      Status status,
      @Nullable String reason,
      @Nullable String detail) {}

  enum Status {
    @JsonProperty("stored")
    STORED,
    @JsonProperty("duplicate")
    DUPLICATE,
    @JsonProperty("refused")
    REFUSED,
    @JsonProperty("skipped")
    SKIPPED
  }
}
