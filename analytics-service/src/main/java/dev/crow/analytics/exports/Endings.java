package dev.crow.analytics.exports;

import dev.crow.contracts.Topics;
import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.events.Event;
import dev.crow.events.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends exports, inside a transaction, and has whoever asked for one told of it. */
final class Endings {

  private final ExportStore store;
  private final Outbox outbox;
  private final ExportProperties properties;
  private final Clock clock;

  Endings(ExportStore store, Outbox outbox, ExportProperties properties, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.properties = properties;
    this.clock = clock;
  }

  /** False if it is not that owner's any more. */
  boolean ready(Export export, String owner, String fileName, long size) {
    Instant now = clock.instant();
    boolean ready = store.ready(export, owner, fileName, size, now, now.plus(properties.keep()));
    if (ready) {
      tell(
          export,
          ".ready",
          "“%s” is ready".formatted(export.wanted().name()),
          "%s has %d rows and is kept for %d days."
              .formatted(fileName, export.rows(), properties.keep().toDays()));
    }
    return ready;
  }

  void failed(Export export, String problem) {
    if (store.end(export, State.FAILED, problem, clock.instant())) {
      tell(export, ".failed", "“%s” could not be made".formatted(export.wanted().name()), problem);
    }
  }

  private void tell(Export export, String what, String title, String content) {
    outbox.add(
        Topics.NOTIFICATION_QUEUE,
        new Event<>(
            "export:" + export.id() + what,
            export.organizationId(),
            export.organizationId(),
            new NotificationRequested(
                export.organizationId(),
                person(export),
                export.wanted().kind().permission(),
                (export.scheduleId() == null ? "export" : "report") + what,
                title,
                content,
                Map.of("exportId", export.id(), "link", "/exports"),
                clock.instant())));
  }

  /** Who asked for it by key is not known; then everybody is told who may read such rows. */
  private static @Nullable String person(Export export) {
    String by = export.createdBy();
    boolean known = by.startsWith(Actors.USER) && !by.equals(Actors.USER + Actors.ERASED);
    return known ? by.substring(Actors.USER.length()) : null;
  }
}
