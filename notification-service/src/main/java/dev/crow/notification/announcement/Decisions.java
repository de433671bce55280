package dev.crow.notification.announcement;

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
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Writes into the audit log what people decide here for their organization. */
@Component
public class Decisions {

  private final Outbox outbox;
  private final Clock clock;

  Decisions(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Inside the transaction of the change.
   *
   * @param caller who decided
   * @param action such as {@code webhook.created}
   * @param object such as {@code webhook:<id>}
   */
  public void add(Caller caller, String action, String object) {
    String kind =
        switch (caller.kind()) {
          case SESSION -> "user";
          case WRITE_KEY, SECRET_KEY -> "key";
          case PUBLIC, SYSTEM -> caller.kind().name().toLowerCase(Locale.ROOT);
        };
    String organization = caller.organizationId();
    outbox.add(
        Topics.AUDIT_EVENTS,
        new Event<>(
            UuidV7.next(),
            organization,
            organization,
            new AuditEvent(
                organization,
                kind + ":" + caller.subject(),
                action,
                object,
                Outcome.DONE,
                MDC.get(RequestIds.MDC_KEY),
                clock.instant())));
  }
}
