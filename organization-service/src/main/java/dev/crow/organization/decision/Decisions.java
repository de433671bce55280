package dev.crow.organization.decision;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.contracts.audit.v1.AuditEvent.Outcome;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.web.RequestIds;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Sends this service's decisions to the audit log, from inside the transaction that makes them. */
@Component
public class Decisions {

  private final Outbox outbox;
  private final Clock clock;

  Decisions(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * @param caller who acted
   * @return how an audit log names them
   */
  public static String actor(Caller caller) {
    String kind =
        switch (caller.kind()) {
          case SESSION -> "user";
          case WRITE_KEY, SECRET_KEY -> "key";
          case PUBLIC, SYSTEM -> caller.kind().name().toLowerCase(Locale.ROOT);
        };
    return kind + ":" + caller.subject();
  }

  /**
   * @param caller who acted
   * @param action such as {@code organization.changed}
   * @param object what it was done to
   */
  public void made(Caller caller, String action, String object) {
    add(caller.organizationId(), actor(caller), action, object, MDC.get(RequestIds.MDC_KEY));
  }

  /**
   * @param organizationId whose
   * @param action what this service did by itself
   * @param object what it was done to
   */
  public void madeBySystem(String organizationId, String action, String object) {
    add(organizationId, "system:" + Services.ORGANIZATION, action, object, null);
  }

  private void add(
      String organizationId,
      String actor,
      String action,
      String object,
      @Nullable String requestId) {
    outbox.add(
        Topics.AUDIT_EVENTS,
        new Event<>(
            UuidV7.next(),
            organizationId,
            organizationId,
            new AuditEvent(
                organizationId, actor, action, object, Outcome.DONE, requestId, clock.instant())));
  }
}
