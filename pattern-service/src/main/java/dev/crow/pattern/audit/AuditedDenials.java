package dev.crow.pattern.audit;

import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.contracts.audit.v1.AuditEvent.Outcome;
import dev.crow.events.Event;
import dev.crow.events.EventPublisher;
import dev.crow.security.AccessDenials;
import dev.crow.security.Refusal;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts what callers were refused here into the audit log of their organization. */
@Component
class AuditedDenials implements AccessDenials {

  private final EventPublisher events;

  AuditedDenials(EventPublisher events) {
    this.events = events;
  }

  @Override
  public void denied(Refusal refusal) {
    String organization = refusal.caller().organizationId();
    AuditEvent record =
        new AuditEvent(
            organization,
            refusal.actor(),
            Refusal.ACTION,
            refusal.object(),
            Outcome.REFUSED,
            refusal.requestId(),
            refusal.last(),
            refusal.times());
    events.publish(
        Topics.AUDIT_EVENTS,
        List.of(new Event<>(refusal.id(), organization, organization, record)));
  }
}
