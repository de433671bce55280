package dev.crow.webingest.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.SearchIndex;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.webingest.session.TracedReceipt;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Follows the events of one request to where they are now. */
@RestController
@ConditionalOnProperty(name = "crow.sessions.enabled", matchIfMissing = true)
@Tag(name = "Ledger")
class ReceiptController {

  private final WholeLedger ledger;

  ReceiptController(WholeLedger ledger) {
    this.ledger = ledger;
  }

  @GetMapping("/api/v1/receipts/{id}")
  @RequiresPermission(Permissions.INTERACTIONS_READ)
  @Operation(
      summary = "Follow a request's events to their interaction",
      description =
          "A receipt is there a moment after the request was answered, and until its session is"
              + " forgotten, a day after its end. Events that were there before are followed by the"
              + " receipt of the request that brought them first.")
  Followed follow(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return Restoring.orRetryLater(() -> ledger.receipt(caller.organizationId(), id))
        .map(trace -> Followed.of(id, trace))
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such receipt."));
  }

  /**
   * @param receiptId names the request
   * @param takenAt when it became durable
   * @param received events of the request
   * @param stored events of it that were new
   * @param duplicates events that had been there before
   * @param refused events refused, by reason
   * @param eventIds the new ones
   * @param session where those are
   * @param interaction what their session became
   * @param vector what search knows of it
   * @param pattern which pattern it is part of
   */
  record Followed(
      String receiptId,
      Instant takenAt,
      int received,
      int stored,
      int duplicates,
      Map<String, Integer> refused,
      List<String> eventIds,
      Session session,
      Interaction interaction,
      Vector vector,
      Pattern pattern) {

    static Followed of(String id, TracedReceipt trace) {
      int refused = trace.refused().values().stream().mapToInt(Integer::intValue).sum();
      return new Followed(
          id,
          trace.takenAt(),
          trace.eventIds().size() + trace.duplicates() + refused,
          trace.eventIds().size(),
          trace.duplicates(),
          trace.refused(),
          trace.eventIds(),
          Session.of(trace),
          Interaction.of(trace),
          Vector.of(trace),
          new Pattern(Progress.of(trace, Progress.NOT_YET)));
    }
  }

  /**
   * @param sessionId the sender's id
   * @param run which period of activity; null if nothing was new
   * @param state where it stands
   */
  record Session(String sessionId, @Nullable Integer run, SessionProgress state) {

    static Session of(TracedReceipt trace) {
      if (trace.eventIds().isEmpty()) {
        return new Session(trace.sessionId(), null, SessionProgress.NOTHING_NEW);
      }
      return new Session(
          trace.sessionId(),
          trace.run(),
          trace.told() ? SessionProgress.CLOSED : SessionProgress.OPEN);
    }
  }

  /**
   * @param state how far it is
   * @param interactionId its id; null before it is known
   * @param version newest version; null before it is known
   * @param at since when; null before it is known
   */
  record Interaction(
      Progress state,
      @Nullable String interactionId,
      @Nullable Integer version,
      @Nullable Instant at) {

    static Interaction of(TracedReceipt trace) {
      TracedReceipt.Settled settled = trace.settled();
      return settled == null || !settled.recorded()
          ? new Interaction(Progress.of(trace, Progress.NOT_YET), null, null, null)
          : new Interaction(
              Progress.STORED, settled.interactionId(), settled.version(), settled.at());
    }
  }

  /**
   * @param state how far it is; interactions are stored after their vectors
   * @param index which index
   */
  record Vector(Progress state, String index) {

    static Vector of(TracedReceipt trace) {
      return new Vector(Progress.of(trace, Progress.STORED), SearchIndex.INTERACTIONS.indexName());
    }
  }

  /**
   * @param state how far it is
   */
  record Pattern(Progress state) {}

  /** Where a request's session stands. */
  enum SessionProgress {
    @JsonProperty("nothing-new")
    NOTHING_NEW,
    @JsonProperty("open")
    OPEN,
    @JsonProperty("closed")
    CLOSED
  }

  /** How far a request's events have come. */
  enum Progress {
    @JsonProperty("nothing-new")
    NOTHING_NEW,
    @JsonProperty("not-yet")
    NOT_YET,
    @JsonProperty("stored")
    STORED,
    @JsonProperty("erased")
    ERASED;

    static Progress of(TracedReceipt trace, Progress whenRecorded) {
      if (trace.eventIds().isEmpty()) {
        return NOTHING_NEW;
      }
      TracedReceipt.Settled settled = trace.settled();
      if (settled == null) {
        return NOT_YET;
      }
      return settled.recorded() ? whenRecorded : ERASED;
    }
  }
}
