package dev.crow.auth.account;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.contracts.identity.v1.CredentialRevoked;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.relational.UuidV7;
import dev.crow.web.RequestIds;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Tells the other services, out of the transaction that makes the change. */
@Component
public class AuthEvents {

  private final Outbox outbox;
  private final Clock clock;

  AuthEvents(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * @param event a change auth-service owns
   */
  public void identity(IdentityEvent event) {
    add(Topics.IDENTITY_EVENTS, event.organizationId(), event);
  }

  /**
   * Answers an order. The answer's id follows from the order's, so however often it is sent, it is
   * one answer.
   *
   * @param order what was asked
   * @param answer what came of it
   */
  public void answer(Event<IdentityEvent> order, IdentityEvent answer) {
    outbox.add(
        Topics.IDENTITY_EVENTS,
        new Event<>(
            order.id() + ":" + Services.AUTH,
            order.organizationId(),
            order.organizationId(),
            answer));
  }

  /**
   * @param organizationId whose
   * @param kind what ended
   * @param id which
   */
  public void revoked(String organizationId, CredentialRevoked.Kind kind, String id) {
    add(
        Topics.CREDENTIAL_REVOCATIONS,
        organizationId,
        new CredentialRevoked(organizationId, kind, id, clock.instant()));
  }

  /**
   * @param organizationId whose log
   * @param userId who acted
   * @param action such as {@code session.started}
   * @param object what it was done to, or null
   */
  public void audit(String organizationId, String userId, String action, @Nullable String object) {
    audit(organizationId, userId, action, object, AuditEvent.Outcome.DONE);
  }

  /** As {@link #audit(String, String, String, String)}, for what was refused. */
  public void refused(String organizationId, String userId, String action) {
    audit(organizationId, userId, action, null, AuditEvent.Outcome.REFUSED);
  }

  private void audit(
      String organizationId,
      String userId,
      String action,
      @Nullable String object,
      AuditEvent.Outcome outcome) {
    add(
        Topics.AUDIT_EVENTS,
        organizationId,
        new AuditEvent(
            organizationId,
            "user:" + userId,
            action,
            object,
            outcome,
            MDC.get(RequestIds.MDC_KEY),
            clock.instant()));
  }

  private void add(String topic, String organizationId, Object record) {
    outbox.add(topic, new Event<>(UuidV7.next(), organizationId, organizationId, record));
  }
}
