package dev.crow.auth.audit;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.contracts.identity.v1.CredentialRevoked;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
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
   * Answers an order.
   *
   * @param order what was asked
   * @param answer what came of it
   */
  public void answer(Event<IdentityEvent> order, IdentityEvent answer) {
    outbox.add(Topics.IDENTITY_EVENTS, order.answeredBy(Services.AUTH, answer));
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
   * Adds a decision that took effect to the audit log.
   *
   * @param organizationId whose log
   * @param actor who acted, as {@link #actor} and {@link #user} name them
   * @param action such as {@code session.started}
   * @param object what it was done to, such as {@code api-key:<id>}, or null
   */
  public void done(String organizationId, String actor, String action, @Nullable String object) {
    audit(organizationId, actor, action, object, AuditEvent.Outcome.DONE);
  }

  /** As {@link #done}, for a decision against somebody. */
  public void refused(String organizationId, String actor, String action, @Nullable String object) {
    audit(organizationId, actor, action, object, AuditEvent.Outcome.REFUSED);
  }

  /**
   * @param caller who acts
   * @return the actor's name in audit events
   */
  public static String actor(Caller caller) {
    return switch (caller.kind()) {
      case SESSION -> user(caller.subject());
      case WRITE_KEY, SECRET_KEY -> "key:" + caller.subject();
      case PUBLIC -> "address:" + caller.subject();
      case SYSTEM -> "system:" + caller.subject();
    };
  }

  /**
   * @param id a person's
   * @return their name in audit events, as actor and as object
   */
  public static String user(String id) {
    return "user:" + id;
  }

  private void audit(
      String organizationId,
      String actor,
      String action,
      @Nullable String object,
      AuditEvent.Outcome outcome) {
    add(
        Topics.AUDIT_EVENTS,
        organizationId,
        new AuditEvent(
            organizationId,
            actor,
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
