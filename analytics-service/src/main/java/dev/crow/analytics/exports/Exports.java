package dev.crow.analytics.exports;

import dev.crow.analytics.report.Kind;
import dev.crow.analytics.report.Wanted;
import dev.crow.contracts.Topics;
import dev.crow.contracts.audit.v1.AuditEvent;
import dev.crow.contracts.audit.v1.AuditEvent.Outcome;
import dev.crow.contracts.export.v1.ExportPartOrdered;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import dev.crow.exporting.ExportParts;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.relational.UuidV7;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.RequestIds;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes orders for exports, and takes them back. */
public final class Exports {

  private final ExportStore store;
  private final ObjectStore objects;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final ExportProperties properties;
  private final Clock clock;

  Exports(
      ExportStore store,
      ObjectStore objects,
      Outbox outbox,
      TransactionTemplate transaction,
      ExportProperties properties,
      Clock clock) {
    this.store = store;
    this.objects = objects;
    this.outbox = outbox;
    this.transaction = transaction;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Who asks for what.
   *
   * @param organizationId whose rows
   * @param createdBy {@code user:…} or {@code key:…}
   * @param wanted what it is of
   * @param scheduleId which schedule asks, or null
   * @param idempotencyKey the same for a repetition of the same request, or null
   */
  record Order(
      String organizationId,
      String createdBy,
      Wanted wanted,
      @Nullable String scheduleId,
      @Nullable String idempotencyKey) {}

  Export order(Order order) {
    Optional<Export> known = known(order);
    if (known.isPresent()) {
      return requireSame(known.get(), order);
    }
    if (store.countOpen(order.organizationId()) >= properties.open()) {
      throw new ApiException(
          ErrorCode.QUOTA_EXCEEDED,
          "At most " + properties.open() + " exports may wait or be made at a time.");
    }
    Export export = fresh(order);
    try {
      transaction.executeWithoutResult(_ -> add(order, export));
      return export;
    } catch (DuplicateKeyException e) {
      return requireSame(known(order).orElseThrow(() -> e), order);
    }
  }

  private static Export requireSame(Export known, Order order) {
    if (!known.wanted().equals(order.wanted())) {
      throw new ApiException(
          ErrorCode.CONFLICT, "This Idempotency-Key was sent with another export.");
    }
    return known;
  }

  private Optional<Export> known(Order order) {
    String key = order.idempotencyKey();
    return key == null
        ? Optional.empty()
        : store.ofKey(order.organizationId(), order.createdBy(), key);
  }

  private Export fresh(Order order) {
    return new Export(
        UuidV7.next(),
        order.organizationId(),
        order.wanted(),
        State.PENDING,
        Step.COLLECTING,
        1,
        null,
        0,
        null,
        1,
        null,
        null,
        null,
        order.createdBy(),
        order.scheduleId(),
        clock.instant(),
        null,
        null,
        null);
  }

  private void add(Order order, Export export) {
    store.insert(export, order.idempotencyKey(), clock.instant().plus(properties.patience()));
    ask(export, 1, null, 1);
    audit(export, order.createdBy(), "export.ordered");
  }

  /** Inside a transaction. The same part may be asked for more than once; one answer counts. */
  void ask(Export export, int part, @Nullable String after, int attempt) {
    Wanted wanted = export.wanted();
    outbox.add(
        Topics.EXPORT_QUEUE,
        new Event<>(
            "export:" + export.id() + ":" + part + ":" + attempt,
            export.organizationId(),
            export.organizationId(),
            new ExportPartOrdered(
                export.organizationId(),
                export.id(),
                part,
                wanted.kind().word(),
                wanted.filters(),
                wanted.zone().getId(),
                after,
                clock.instant())));
  }

  private void audit(Export export, String actor, String action) {
    outbox.add(
        Topics.AUDIT_EVENTS,
        new Event<>(
            UuidV7.next(),
            export.organizationId(),
            export.organizationId(),
            new AuditEvent(
                export.organizationId(),
                actor,
                action,
                "export:" + export.wanted().kind().word() + ":" + export.id(),
                Outcome.DONE,
                MDC.get(RequestIds.MDC_KEY),
                clock.instant())));
  }

  /** False if it has ended already. */
  boolean cancel(Export export) {
    boolean cancelled = store.end(export, State.CANCELLED, null, clock.instant());
    if (cancelled) {
      removeObjects(export);
    }
    return cancelled;
  }

  /** Whether it is done or not; a second time does nothing. */
  void delete(Export export, String actor) {
    store.end(export, State.CANCELLED, null, clock.instant());
    removeObjects(export);
    transaction.executeWithoutResult(
        _ -> {
          store.delete(export.organizationId(), export.id());
          audit(export, actor, "export.deleted");
        });
  }

  /**
   * Removes the files that hold rows of somebody who is being erased, and gives up those in the
   * making: which rows they hold is known only to who wrote them.
   *
   * @param organizationId whose
   * @return how many files and unfinished exports there were
   */
  public long dropThoseOnVisitors(String organizationId) {
    return drop(
        organizationId,
        Set.of(Kind.INTERACTIONS),
        "A visitor was erased, whom it may have told of. Ask for it again.");
  }

  /**
   * Inside a transaction: nobody can tell any more who asked for what.
   *
   * @param organizationId whose
   * @param userId who was erased
   * @return how many rows named them
   */
  public long forget(String organizationId, String userId) {
    return store.forget(organizationId, userId);
  }

  private long drop(String organizationId, Collection<Kind> kinds, String reason) {
    long dropped = 0;
    for (Export export : store.alive(organizationId, kinds)) {
      Instant now = clock.instant();
      removeObjects(export);
      if (export.state() == State.READY) {
        store.expire(export, reason, now);
      } else {
        store.end(export, State.FAILED, reason, now);
      }
      dropped++;
    }
    return dropped;
  }

  void removeObjects(Export export) {
    objects.deleteAll(ObjectPrefix.of(ExportParts.AREA, export.organizationId(), export.id()));
  }
}
