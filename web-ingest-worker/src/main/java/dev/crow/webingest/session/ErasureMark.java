package dev.crow.webingest.session;

import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import java.time.Instant;
import java.util.Map;

/**
 * Put into every partition of {@code web-events} when an erasure is ordered: what comes before it
 * is dropped from the sessions, what comes after it is refused. Being part of the log, it is obeyed
 * again by whoever replays it.
 *
 * @param orderId id of the order's event; the answer follows from it
 * @param organizationId whose
 * @param erasureId the run
 * @param scope whose data
 * @param subjectId the visitor, or the organization itself; empty where it is not needed any more
 * @param partitions how many partitions have to answer
 * @param remains topics whose records stay until retention, and until when
 */
record ErasureMark(
    String orderId,
    String organizationId,
    String erasureId,
    Scope scope,
    String subjectId,
    int partitions,
    Map<String, Instant> remains) {

  /** The key of these records; no session key looks like it. */
  static final String KEY = "#erasure";

  ErasureMark withoutSubject() {
    return new ErasureMark(orderId, organizationId, erasureId, scope, "", partitions, remains);
  }
}
