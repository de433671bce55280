package dev.crow.analytics.exports;

import dev.crow.contracts.export.v1.ExportPart;
import dev.crow.contracts.export.v1.ExportPart.Refused;
import dev.crow.contracts.export.v1.ExportPart.Written;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.StoreAway;
import dev.crow.exporting.ExportParts;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectStoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes parts as they come, and asks for the next. A part nobody waits for any more, because the
 * export ended or another answer came first, is removed.
 */
final class TakingParts implements EventHandler<ExportPart> {

  private final ExportStore store;
  private final Exports exports;
  private final Endings endings;
  private final ObjectStore objects;
  private final OnceEach<ExportPart> effects;
  private final ExportProperties properties;
  private final Clock clock;

  TakingParts(
      ExportStore store,
      Exports exports,
      Endings endings,
      ObjectStore objects,
      Inbox inbox,
      TransactionTemplate transaction,
      ExportProperties properties,
      Clock clock) {
    this.store = store;
    this.exports = exports;
    this.endings = endings;
    this.objects = objects;
    this.effects =
        new OnceEach<>(
            "export-parts",
            ExportPart::organizationId,
            inbox,
            transaction,
            new StoreAway(Set.of(ObjectStoreException.Unavailable.class)));
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void handle(List<Event<ExportPart>> events) {
    effects.handle(events, this::take);
  }

  private void take(Event<ExportPart> event) {
    ExportPart part = event.payload();
    effects.onceAfter(event, () -> effect(part));
    Optional<Export> export = store.find(part.organizationId(), part.exportId());
    export.filter(one -> one.state() == State.FAILED).ifPresent(exports::removeObjects);
    if (part instanceof Written written && export.filter(one -> isKept(one, written)).isEmpty()) {
      objects.delete(
          ExportParts.key(written.organizationId(), written.exportId(), written.objectName()));
    }
  }

  private boolean isKept(Export export, Written written) {
    return export.state().isOpen() && store.parts(export).contains(written.objectName());
  }

  /** Reads first: some databases take no question after a transaction's first write. */
  private Runnable effect(ExportPart part) {
    Optional<Export> waiting =
        store
            .find(part.organizationId(), part.exportId())
            .filter(export -> export.step() == Step.COLLECTING && export.part() == part.part());
    if (waiting.isEmpty()) {
      return () -> {};
    }
    Export export = waiting.get();
    return switch (part) {
      case Refused refused -> () -> endings.failed(export, refused.reason());
      case Written written -> () -> take(export, written);
    };
  }

  private void take(Export export, Written written) {
    if (export.rows() + written.rows() > properties.mostRows()) {
      endings.failed(
          export,
          "It would have more than "
              + properties.mostRows()
              + " rows. Ask for fewer days at a time.");
      return;
    }
    Instant now = clock.instant();
    String next = written.next();
    if (store.take(export, written, now, now.plus(properties.patience())) && next != null) {
      exports.ask(export, export.part() + 1, next, 1);
    }
  }
}
