package dev.crow.pattern.results;

import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.contracts.pattern.v1.PatternDeleted;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.RequestIds;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes a pattern for good, on the record, and tells whoever keeps something of it. */
final class DeletingPatterns {

  private final PatternStore patterns;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  DeletingPatterns(
      PatternStore patterns, Outbox outbox, TransactionTemplate transaction, Clock clock) {
    this.patterns = patterns;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  void delete(Caller caller, String id) {
    String organization = caller.organizationId();
    Instant now = clock.instant();
    transaction.executeWithoutResult(
        _ -> {
          Pattern pattern =
              patterns
                  .find(organization, id)
                  .orElseThrow(
                      () -> new ApiException(ErrorCode.NOT_FOUND, "There is no such pattern."));
          patterns.delete(organization, pattern, now);
          outbox.add(
              Topics.PATTERN_DELETIONS,
              new Event<>(
                  UuidV7.next(),
                  organization,
                  organization,
                  new PatternDeleted(
                      organization,
                      id,
                      pattern.identity(),
                      pattern.period().word(),
                      pattern.periodStart(),
                      now)));
          outbox.add(
              Topics.AUDIT_EVENTS,
              new Event<>(UuidV7.next(), organization, organization, record(caller, id, now)));
        });
  }

  private static AuditEvent record(Caller caller, String id, Instant now) {
    return new AuditEvent(
        caller.organizationId(),
        (caller.kind() == Caller.Kind.SESSION ? "user:" : "key:") + caller.subject(),
        "pattern.deleted",
        "pattern:" + id,
        AuditEvent.Outcome.DONE,
        MDC.get(RequestIds.MDC_KEY),
        now);
  }
}
