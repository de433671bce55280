package dev.crow.webingest.session;

import dev.crow.contracts.interaction.v1.SessionSettled.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one accepted request.
 *
 * @param sessionId the sender's session
 * @param run the period of activity its events are in; 0 if it had none that were new
 * @param takenAt when it was taken in, by the broker's clock
 * @param duplicates events that had been there before
 * @param refused events refused, by reason
 * @param eventIds events that were new
 * @param told whether the session was sent on with these events in it
 * @param settled what came back then; null before that
 */
public record TracedReceipt(
    String sessionId,
    int run,
    Instant takenAt,
    int duplicates,
    Map<String, Integer> refused,
    List<String> eventIds,
    boolean told,
    @Nullable Settled settled) {

  /**
   * @param recorded whether it became an interaction; if not, its visitor was erased
   * @param interactionId which
   * @param version which version of it is the newest
   * @param at when
   */
  public record Settled(boolean recorded, String interactionId, int version, Instant at) {}

  static TracedReceipt of(ReceiptTrace trace, ToldRun run) {
    boolean any = !trace.eventIds().isEmpty();
    ToldRun.Settled last = run.settled();
    return new TracedReceipt(
        trace.sessionId(),
        trace.run(),
        Instant.ofEpochMilli(trace.at()),
        trace.duplicates(),
        trace.refused(),
        trace.eventIds(),
        any && run.told() >= trace.version(),
        any && last != null && last.version() >= trace.version()
            ? new Settled(
                last.outcome() == Outcome.RECORDED,
                last.interactionId(),
                last.version(),
                Instant.ofEpochMilli(last.at()))
            : null);
  }
}
