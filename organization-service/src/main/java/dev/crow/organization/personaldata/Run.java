package dev.crow.organization.personaldata;

import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An erasure or an export: ordered from every service that holds data, done when all have answered.
 *
 * @param id names it in every service
 * @param organizationId whose
 * @param kind which of the two
 * @param scope whose data it is about
 * @param subjectId the subject; null once it is erased
 * @param subjectHash recognizes the subject without naming it
 * @param state how far it has come
 * @param requestedBy who asked, as an audit log names them
 * @param createdAt when they asked
 * @param dueAt when it begins
 * @param orderedAt when the services were last told, or null
 * @param orders how often they were told
 * @param doneAt when the last of them had answered, or null
 * @param expiresAt until when an export can be fetched, or null
 * @param certificate of an erasure that is done, as JSON
 */
record Run(
    String id,
    String organizationId,
    Kind kind,
    Scope scope,
    @Nullable String subjectId,
    String subjectHash,
    State state,
    String requestedBy,
    Instant createdAt,
    Instant dueAt,
    @Nullable Instant orderedAt,
    int orders,
    @Nullable Instant doneAt,
    @Nullable Instant expiresAt,
    @Nullable String certificate) {

  /** As it is once its services were told (again). */
  Run ordered(Instant now) {
    return new Run(
        id,
        organizationId,
        kind,
        scope,
        subjectId,
        subjectHash,
        State.RUNNING,
        requestedBy,
        createdAt,
        dueAt,
        now,
        orders + 1,
        doneAt,
        expiresAt,
        certificate);
  }

  enum Kind {
    ERASURE,
    EXPORT
  }

  enum State {
    /** Can still be taken back. */
    WAITING,
    /** The services were told. */
    RUNNING,
    DONE,
    CANCELLED,
    /** An export that cannot be fetched any more. */
    EXPIRED
  }
}
