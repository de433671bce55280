package dev.crow.auth.audit;

import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.web.RequestIds;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Writes audit events into the outbox, so that they are there if what they tell of is. */
@Component
public class AuditTrail {

  private final Outbox outbox;
  private final Clock clock;

  AuditTrail(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Adds a decision that took effect; to be called in the transaction of that effect.
   *
   * @param organizationId whose log
   * @param actor who acted, as {@link #actor} names them
   * @param action such as {@code api-key.created}
   * @param object what it was done to, such as {@code api-key:<id>}, or null
   */
  public void done(String organizationId, String actor, String action, @Nullable String object) {
    add(organizationId, actor, action, object, AuditEvent.Outcome.DONE);
  }

  /** As {@link #done}, for a decision against somebody. */
  public void refused(String organizationId, String actor, String action, @Nullable String object) {
    add(organizationId, actor, action, object, AuditEvent.Outcome.REFUSED);
  }

  /**
   * @param caller who acts
   * @return the actor's name in audit events
   */
  public static String actor(Caller caller) {
    String sort =
        switch (caller.kind()) {
          case SESSION -> "user";
          case WRITE_KEY, SECRET_KEY -> "key";
          case PUBLIC -> "address";
          case SYSTEM -> "system";
        };
    return sort + ":" + caller.subject();
  }

  private void add(
      String organizationId,
      String actor,
      String action,
      @Nullable String object,
      AuditEvent.Outcome outcome) {
    AuditEvent event =
        new AuditEvent(
            organizationId,
            actor,
            action,
            object,
            outcome,
            MDC.get(RequestIds.MDC_KEY),
            clock.instant());
    outbox.add(
        Topics.AUDIT_EVENTS, new Event<>(UuidV7.next(), organizationId, organizationId, event));
  }
}
