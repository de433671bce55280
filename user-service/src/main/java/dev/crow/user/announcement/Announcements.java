package dev.crow.user.announcement;

import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.contracts.audit.v1.AuditEvent.Outcome;
import dev.crow.contracts.identity.v1.CredentialRevoked;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.web.RequestIds;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Tells the other services, from inside the transaction of the change that is told. */
@Component
public class Announcements {

  private final Outbox outbox;
  private final Clock clock;

  Announcements(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * @return now, for a record about to be told
   */
  public Instant now() {
    return clock.instant();
  }

  /**
   * @param event what happened
   */
  public void tell(IdentityEvent event) {
    add(Topics.IDENTITY_EVENTS, event.organizationId(), event);
  }

  /**
   * Makes every gateway forget what it holds for the sessions of a person.
   *
   * @param organizationId whose
   * @param userId the person
   */
  public void revokeSessionsOf(String organizationId, String userId) {
    add(
        Topics.CREDENTIAL_REVOCATIONS,
        organizationId,
        new CredentialRevoked(organizationId, CredentialRevoked.Kind.USER, userId, now()));
  }

  /**
   * Puts a decision into the organization's audit log.
   *
   * @param caller who acted
   * @param action such as {@code user.removed}
   * @param userId the person it was done to
   * @param outcome how it ended
   */
  public void audit(Caller caller, String action, String userId, Outcome outcome) {
    String kind =
        switch (caller.kind()) {
          case SESSION -> "user";
          case WRITE_KEY, SECRET_KEY -> "key";
          case PUBLIC, SYSTEM -> caller.kind().name().toLowerCase(Locale.ROOT);
        };
    add(
        Topics.AUDIT_EVENTS,
        caller.organizationId(),
        new AuditEvent(
            caller.organizationId(),
            kind + ":" + caller.subject(),
            action,
            "user:" + userId,
            outcome,
            MDC.get(RequestIds.MDC_KEY),
            now()));
  }

  private void add(String topic, String organizationId, Object payload) {
    outbox.add(topic, new Event<>(UuidV7.next(), organizationId, organizationId, payload));
  }
}
