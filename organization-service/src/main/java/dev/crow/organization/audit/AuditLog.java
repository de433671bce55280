package dev.crow.organization.audit;

import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.StoreAway;
import dev.crow.events.TransientFailure;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one writer of the audit logs: inbox and entry in one transaction, so an event that is
 * delivered again adds nothing.
 */
final class AuditLog implements EventHandler<AuditEvent> {

  private static final String CONSUMER = "audit";
  private static final int LONGEST = 500;

  private final AuditRows rows;
  private final AuditChain chain;
  private final Inbox inbox;
  private final TransactionTemplate transaction;
  private final StoreAway away = new StoreAway(Set.of());

  AuditLog(AuditRows rows, AuditChain chain, Inbox inbox, TransactionTemplate transaction) {
    this.rows = rows;
    this.chain = chain;
    this.inbox = inbox;
    this.transaction = transaction;
  }

  @Override
  public void handle(List<Event<AuditEvent>> events) {
    try {
      away.waitingFor(() -> transaction.executeWithoutResult(_ -> append(events)));
    } catch (DuplicateKeyException e) {
      // Another instance wrote the same place of the log first; read its end again.
      throw new TransientFailure("Another writer was first", e);
    }
  }

  /** Reads the ends of all logs concerned before it writes to any. */
  private void append(List<Event<AuditEvent>> events) {
    Map<String, AuditHead> heads = new HashMap<>();
    for (Event<AuditEvent> event : events) {
      event.requireOrganization(event.payload().organizationId());
      heads.computeIfAbsent(event.organizationId(), rows::head);
    }
    for (Event<AuditEvent> event : events) {
      if (inbox.claim(CONSUMER, event.id())) {
        heads.computeIfPresent(event.organizationId(), (_, head) -> append(event.payload(), head));
      }
    }
  }

  private AuditHead append(AuditEvent audit, AuditHead head) {
    AuditEntry entry =
        new AuditEntry(
            audit.organizationId(),
            head.seq() + 1,
            audit.occurredAt().truncatedTo(ChronoUnit.MILLIS),
            clean(audit.actor()),
            clean(audit.action()),
            cleanOrNull(audit.object()),
            audit.outcome().name(),
            cleanOrNull(audit.requestId()),
            audit.times() == null ? 1 : Math.max(1, audit.times()),
            head.hash(),
            "");
    AuditEntry hashed = entry.withHash(chain.hashOf(entry));
    rows.append(hashed);
    return new AuditHead(hashed.organizationId(), hashed.seq(), hashed.hash());
  }

  private static @Nullable String cleanOrNull(@Nullable String text) {
    return text == null ? null : clean(text);
  }

  /** Without what could pass for a line, an entry or a direction of its own where it is shown. */
  private static String clean(String text) {
    String plain =
        text.replaceAll(
            "[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]", "");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }
}
