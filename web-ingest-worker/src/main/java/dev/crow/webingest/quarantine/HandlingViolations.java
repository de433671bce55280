package dev.crow.webingest.quarantine;

import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.OnceEach;
import dev.crow.relational.UuidV7;
import dev.crow.webingest.intake.QuarantinedEvents;
import java.util.List;

/** Puts events that broke their schema where people can look at them. */
final class HandlingViolations implements EventHandler<QuarantinedEvents> {

  private final OnceEach<QuarantinedEvents> effects;
  private final DeadLetterStore store;
  private final QuarantineProperties properties;

  HandlingViolations(
      OnceEach<QuarantinedEvents> effects, DeadLetterStore store, QuarantineProperties properties) {
    this.effects = effects;
    this.store = store;
    this.properties = properties;
  }

  @Override
  public void handle(List<Event<QuarantinedEvents>> events) {
    effects.handle(events, event -> effects.once(event, () -> keep(event.payload())));
  }

  private void keep(QuarantinedEvents request) {
    for (QuarantinedEvents.Letter letter : request.events()) {
      store.insert(
          request.organizationId(),
          new DeadLetter(
              UuidV7.next(),
              letter.breach().event(),
              letter.breach().version(),
              letter.breach().violations(),
              request.receivedAt(),
              request.receiptId(),
              request.sessionId(),
              request.context(),
              letter.event()));
    }
    store.trim(request.organizationId(), properties.most());
  }
}
