package dev.crow.contracts.audit.v1;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One security decision, for the organization's audit log. The record of {@code audit-events}.
 *
 * @param organizationId whose log it belongs to
 * @param actor who acted: {@code user:<id>}, {@code key:<id>} or {@code system:<service>}
 * @param action what was done, such as {@code api-key.created}, {@code session.started}, {@code
 *     permission.denied}
 * @param object what it was done to, such as {@code api-key:<id>}; null if nothing
 * @param outcome how it ended
 * @param requestId the request it was part of, or null
 * @param occurredAt when; the last time of several
 * @param times how often, where one record stands for many alike; null is once
 */
public record AuditEvent(
    String organizationId,
    String actor,
    String action,
    @Nullable String object,
    Outcome outcome,
    @Nullable String requestId,
    Instant occurredAt,
    @Nullable Integer times) {

  /** As the canonical constructor, for what happened once. */
  public AuditEvent(
      String organizationId,
      String actor,
      String action,
      @Nullable String object,
      Outcome outcome,
      @Nullable String requestId,
      Instant occurredAt) {
    this(organizationId, actor, action, object, outcome, requestId, occurredAt, null);
  }

  /** How a decision ended. */
  public enum Outcome {
    DONE,
    REFUSED
  }
}
